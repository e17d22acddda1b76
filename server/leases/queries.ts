import { keepQuery } from '../db/kept-query.ts';

/**
 * Takes a lease that nobody has any more; no row where somebody does. One that ends after `latest` was taken before the
 * clock stepped back, and counts for nothing.
 */
export const takeLease = keepQuery<
  { name: string; holder: string; now: string; until: string; latest: string },
  { holder: string }
>((db, param) =>
  db
    .insertInto('leases')
    .values({ name: param('name'), holder: param('holder'), until: param('until') })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder: param('holder'), until: param('until') })
        .where((eb) =>
          eb.or([eb('leases.until', '<=', param('now')), eb('leases.until', '>', param('latest'))]),
        ),
    )
    .returning('holder'),
);

/** Renews a lease, and holds its row until the unit ends, so that nobody takes it before; no row where another has it. */
export const renewLease = keepQuery<{ name: string; holder: string; until: string }, { holder: string }>(
  (db, param) =>
    db
      .updateTable('leases')
      .set({ until: param('until') })
      .where('name', '=', param('name'))
      .where('holder', '=', param('holder'))
      .returning('holder'),
);
