/**
 * With one of its guards removed the service breaks a promise, and the judge of histories finds which. The first of them is tried,
 * and all with GUARDS=all, as `npm run prove` does. SEED repeats a run.
 */
import { beforeAll, expect, test } from 'vitest';
import { playKilled } from './testing/history/killed-service.ts';
import { type Edit, withoutGuard } from './testing/history/weakened-service.ts';
import { buildService } from './testing/process.ts';
import { chooseSeed, randomNumbers } from './testing/random.ts';

const seed = chooseSeed();

beforeAll(buildService);

const guards: [what: string, fault: RegExp, edits: Edit[]][] = [
  [
    'a seat is claimed without looking whether one is left, and the table does not mind',
    /^oversold: /m,
    [
      ['server/dist/bookings/seat-queries.js', ".whereRef('seats_taken', '<', 'max_participants')", ''],
      ['schema.sql', 'CHECK (seats_taken BETWEEN 0 AND max_participants)', 'CHECK (seats_taken >= 0)'],
    ],
  ],
  [
    'the last who came is the first in the queue',
    /^overtaken by /m,
    [
      [
        'server/dist/bookings/queries.js',
        ".orderBy('bookings.place'));",
        ".orderBy('bookings.place', 'desc'));",
      ],
    ],
  ],
  [
    'the answer leaves before the commit',
    /^lost: /m,
    [
      [
        'server/dist/db/sqlite.js',
        'commit.run();',
        'for (const { settle } of ran) settle(); await delay(20); commit.run();',
      ],
    ],
  ],
  [
    'subscribers are told of no change but a new session',
    // The lists that a process keeps are dropped by the same word as pages are told by.
    /^stale: /m,
    [['server/dist/bookings/change.js', 'tellSlot(tx, what, slot, now, forms[0]?.everyone);', '']],
  ],
];

/** A kill comes where chance wants it, which need not be where the guard stood. */
const mostRounds = 10;

const tried = process.env.GUARDS === 'all' ? guards : guards.slice(0, 1);

test.each(tried)('it is found that %s', async (_, fault, edits) => {
  console.info(`SEED=${seed}`);
  const folder = withoutGuard(edits);
  const random = randomNumbers(seed);
  let found = '';
  for (let round = 0; round < mostRounds && !fault.test(found); round += 1)
    found = (await playKilled({ kills: 1, random, folder, patience: 2000 })).faults.join('\n');
  expect(found).toMatch(fault);
});
