/** How an engine finds what is asked of it: a plan shows what times on a busy machine do not. */
import { CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import type { Database, Queries } from '../db/database.ts';

const onPostgres = process.env.TEST_DATABASE === 'postgres';

/** Has the engine count what the tables hold, as it does by itself in time. */
export async function countTables({ write }: Database): Promise<void> {
  await write(async ({ kysely }) => sql`ANALYZE`.execute(kysely));
}

/**
 * The plans of all that is asked meanwhile: `name (column=, other>)` for each index that is used, with what bounds it, and
 * `whole TABLE` for what is read whole; `sorted` after what the index does not give in the order that is asked for.
 */
export function plansOf({ write }: Database, ask: (queries: Queries) => Promise<unknown>): Promise<string[]> {
  return write(async (tx) => {
    const asked: CompiledQuery[] = [];
    // Queries inside of queries come by here as well; what is answered was asked.
    const built = new WeakMap<object, CompiledQuery>();
    const listening: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        built.set(queryId, tx.kysely.getExecutor().compileQuery(node, queryId));
        return node;
      },
      async transformResult({ queryId, result }) {
        const query = built.get(queryId);
        if (query !== undefined) asked.push(query);
        return result;
      },
    };
    await ask({
      kysely: tx.kysely.withPlugin(listening),
      run(query, params) {
        asked.push(query.bind(tx.kysely, params));
        return tx.run(query, params);
      },
    });
    const plans: string[] = [];
    for (const { sql: text, parameters } of asked) plans.push(...(await planOf(tx, text, parameters)));
    return plans;
  });
}

async function planOf({ kysely }: Queries, text: string, parameters: readonly unknown[]): Promise<string[]> {
  const explain = onPostgres ? 'EXPLAIN ' : 'EXPLAIN QUERY PLAN ';
  const { rows } = await kysely.executeQuery<Record<string, string>>(
    CompiledQuery.raw(explain + text, [...parameters]),
  );
  const lines = rows.map((row) => row['QUERY PLAN'] ?? row.detail ?? '');
  return onPostgres ? lines.flatMap(ofPostgres) : lines.flatMap(ofSqlite);
}

function ofSqlite(line: string): string[] {
  const index = /INDEX (\w+)(?: \((.*)\))?$/.exec(line);
  if (index !== null) return [`${index[1]} (${index[2]?.replaceAll('?', '').replaceAll(' AND', ',') ?? ''})`];
  if (/USE TEMP B-TREE FOR .*ORDER BY/.test(line)) return ['sorted'];
  const whole = /^SCAN (\w+)$/.exec(line);
  return whole === null ? [] : [`whole ${whole[1]}`];
}

function ofPostgres(line: string, at: number, lines: readonly string[]): string[] {
  if (/^\W*(Incremental )?Sort /.test(line)) return ['sorted'];
  const whole = /Seq Scan on (\w+)/.exec(line);
  if (whole !== null) return [`whole ${whole[1]}`];
  const index = /(?:Index (?:Only )?Scan (?:Backward )?using|Bitmap Index Scan on) (\w+)/.exec(line);
  if (index === null) return [];
  const condition = /Index Cond: (.*)$/.exec(lines[at + 1] ?? '')?.[1] ?? '';
  const bounded = [...condition.matchAll(/(\w+)\)* ([=<>])=? /g)].map(([, column, by]) => `${column}${by}`);
  return [`${index[1]} (${bounded.join(', ')})`];
}
