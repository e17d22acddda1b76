import { keepQuery } from '../db/kept-query.ts';

/** Takes a lease that nobody has any more; no row where somebody does. */
export const takeLease = keepQuery<
  { name: string; holder: string; now: string; until: string },
  { holder: string }
>((db, param) =>
  db
    .insertInto('leases')
    .values({ name: param('name'), holder: param('holder'), until: param('until') })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder: param('holder'), until: param('until') })
        .where('leases.until', '<=', param('now')),
    )
    .returning('holder'),
);
