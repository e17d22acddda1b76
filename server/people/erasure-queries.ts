/** Erasing in the database: what to do with each column, its declaration in db/table-facts.ts says. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Queries, Tx } from '../db/database.ts';
import { eachTable } from '../db/table-facts.ts';
import type { Tables } from '../db/tables.ts';

/** Takes away what this person wrote. Before their id gives way: it tells what is theirs. */
export async function clearWords({ kysely }: Tx, personId: string): Promise<void> {
  for (const { table, of, values } of words()) {
    const update = kysely.updateTable(table as 'bookings').set(values);
    if (of !== 'slot owner') {
      await update.where(of as 'student_id', '=', personId).execute();
      continue;
    }
    await update
      .where('slot_id', 'in', (own) => own.selectFrom('slots').select('id').where('alumni_id', '=', personId))
      .execute();
  }
}

/** By table and by whose they are: the columns with words, and what stands there afterwards. */
function words(): { table: string; of: string; values: Record<string, string | null> }[] {
  return eachTable().flatMap(([table, { columns }]) => {
    const values = new Map<string, Record<string, string | null>>();
    for (const [column, { erasing }] of Object.entries(columns)) {
      if (typeof erasing !== 'object') continue;
      for (const of of erasing.of) values.set(of, { ...values.get(of), [column]: erasing.becomes });
    }
    return [...values].map(([of, set]) => ({ table, of, values: set }));
  });
}

/** Puts the pseudonym in the place of the person's id, everywhere, and tells how many rows of each table had it. */
export async function replacePerson(
  { kysely }: Tx,
  personId: string,
  pseudonym: string,
): Promise<Map<keyof Tables, number>> {
  const replaced = new Map<keyof Tables, number>();
  for (const [table, column] of columnsErasing('pseudonym')) {
    const { numUpdatedRows } = await kysely
      .updateTable(table as 'bookings')
      .set({ [column]: pseudonym })
      .where(column as 'student_id', '=', personId)
      .executeTakeFirstOrThrow();
    replaced.set(table, (replaced.get(table) ?? 0) + Number(numUpdatedRows));
  }
  // Whatever names a person names them as JSON writes it.
  const [from, to] = [JSON.stringify(personId), JSON.stringify(pseudonym)];
  for (const [table, column] of columnsErasing('pseudonym inside')) {
    const name = column as 'details';
    await kysely
      .updateTable(table as 'audit')
      .set((eb) => ({ [name]: eb.fn<string>('replace', [name, eb.val(from), eb.val(to)]) }))
      .where((eb) => eb(eb.fn<string>('replace', [name, eb.val(from), eb.val('')]), '<>', eb.ref(name)))
      .execute();
  }
  return replaced;
}

/** Deletes the rows that are the person's or name them; those others refer to last. */
export async function deleteRows({ kysely }: Tx, personId: string): Promise<void> {
  const named = JSON.stringify(personId);
  for (const [table, column] of columnsErasing('row by what is inside')) {
    const name = column as 'answer';
    await kysely
      .deleteFrom(table as 'idempotency_keys')
      .where((eb) => eb(eb.fn<string>('replace', [name, eb.val(named), eb.val('')]), '<>', eb.ref(name)))
      .execute();
  }
  for (const [table, column] of columnsErasing('row').reverse()) {
    await kysely
      .deleteFrom(table as 'people')
      .where(column as 'id', '=', personId)
      .execute();
  }
}

function columnsErasing(how: string): [table: keyof Tables, column: string][] {
  return eachTable().flatMap(([table, { columns }]) =>
    Object.entries(columns).flatMap(([column, { erasing }]): [keyof Tables, string][] =>
      erasing === how ? [[table, column]] : [],
    ),
  );
}

/** The slots that this person gives, or ever booked. */
export async function slotsTouchedBy({ kysely }: Queries, personId: string): Promise<string[]> {
  const rows = await kysely.selectFrom('slots').select('id').where(touchedBy(personId)).execute();
  return rows.map(({ id }) => id);
}

/** What a person gave or booked is seen by others, and is about to look otherwise. */
export async function raiseVersionsAround({ kysely }: Tx, personId: string, now: string): Promise<void> {
  await kysely
    .updateTable('slots')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where(touchedBy(personId))
    .execute();
}

function touchedBy(personId: string) {
  return (eb: ExpressionBuilder<Tables, 'slots'>): Expression<SqlBool> =>
    eb.or([
      eb('alumni_id', '=', personId),
      eb('id', 'in', eb.selectFrom('bookings').select('slot_id').where('student_id', '=', personId)),
    ]);
}
