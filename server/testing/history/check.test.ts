/** The judge of histories is tried with one in which all is well, and with that one broken in each way. */
import type { Slot } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { allIsWell, asked, at, call, endWith, keep, person, reading } from './all-is-well.ts';
import { faultsOf } from './check.ts';

test('where all is well it finds nothing', () => {
  expect(faultsOf(allIsWell())).toEqual([]);
});

const broken: [name: string, faults: RegExp, breaking: (history: ReturnType<typeof allIsWell>) => void][] = [
  [
    'more people in the database than seats, whatever the slot counts',
    /^oversold: slot noon at version 5 in the database$/m,
    (history) => {
      keep(history, 'omar', { status: 'confirmed' });
      endWith(history, at(5, 1, 0));
    },
  ],
  [
    'a frame that told of more people than seats, for a moment',
    /^oversold: slot noon at version 3 in a frame$/m,
    (history) => history.heard.push(at(3, 2, 0)),
  ],
  [
    'a roster with more people than seats, for a moment',
    /^oversold: slot noon at version 4 in the answer to resize$/m,
    (history) => {
      const roster = [person('mira', 'confirmed'), person('noor', 'confirmed'), person('omar', 'waitlisted')];
      history.calls.push(
        call(9, 10, { do: 'resize', slotId: 'noon' }, { status: 200, slot: at(4, 1, 1), roster }),
      );
    },
  ],
  [
    'the same student twice in a session',
    /^twice in: slot noon at version 5 in the database$/m,
    (history) => {
      const again = { ...person('noor', 'waitlisted'), id: 'noor again', place: 5 };
      history.kept[0].bookings.push(again);
      endWith(history, at(5, 1, 2));
    },
  ],
  [
    'a seat that is nobody’s while people wait',
    /^idle seat: slot noon at version 5 in the database$/m,
    (history) => endWith(history, at(5, 1, 1, 2)),
  ],
  [
    'a booking that was answered and is not there',
    /^lost: booking of noor of noon$/m,
    (history) => {
      history.kept[0].bookings = history.kept[0].bookings.filter(({ studentId }) => studentId !== 'noor');
    },
  ],
  [
    'a booking that was answered and that nobody cancelled',
    /^lost: booking of omar of noon$/m,
    (history) => {
      keep(history, 'omar', { status: 'cancelled' });
      endWith(history, at(6, 1, 0));
    },
  ],
  [
    'a cancelling that was answered and is undone',
    /^lost: cancelling of mira of noon$/m,
    (history) => keep(history, 'mira', { status: 'confirmed' }),
  ],
  [
    'a slot that was published and is not there',
    /^lost: the slot after publish of noon$/m,
    (history) => {
      history.kept.pop();
    },
  ],
  [
    'a change that was answered, when the slot is as it was before',
    /^lost: a change by resize of noon$/m,
    (history) =>
      history.calls.push(call(12, 13, { do: 'resize', slotId: 'noon' }, { status: 200, slot: at(6, 1, 1) })),
  ],
  [
    'a slot that was deleted and is there',
    /^lost: deleting of noon$/m,
    (history) => history.calls.push(call(12, 13, { do: 'delete', slotId: 'noon' }, { status: 200 })),
  ],
  [
    'a roster without somebody who was answered before, though it ends well',
    /^lost: booking of noor of noon, to who read it afterwards$/m,
    (history) => {
      const roster = [person('mira', 'confirmed')];
      history.calls.push(call(5.2, 5.5, reading, { status: 200, slot: at(2, 1, 0), roster }));
    },
  ],
  [
    'a version that was given twice',
    /^contradiction: slot noon at version 4$/m,
    (history) => history.heard.push(at(4, 1, 1)),
  ],
  [
    'somebody who has a seat and came after one who waits',
    /^overtaken by omar: slot noon at version 5 in the database$/m,
    (history) => {
      keep(history, 'noor', { status: 'waitlisted' });
      keep(history, 'omar', { status: 'confirmed' });
    },
  ],
  [
    'somebody who was overtaken for a moment',
    /^overtaken by omar: slot noon at version 5 in the answer to read$/m,
    (history) => {
      const roster = [person('omar', 'confirmed'), person('noor', 'waitlisted')];
      history.calls.push(call(12, 13, reading, { status: 200, slot: at(5, 1, 1), roster }));
    },
  ],
  [
    'a place before one who had been answered before',
    /^overtaken: of omar came after of noor to slot noon$/m,
    (history) => {
      keep(history, 'omar', { place: 3 });
      keep(history, 'noor', { place: 4 });
    },
  ],
  [
    'a subscriber who missed the last change',
    /^stale: a page has slot noon at version 4$/m,
    (history) => {
      history.subscribers = [{ name: 'a page', slots: [at(4, 1, 2) as Slot] }];
    },
  ],
  [
    'a subscriber who has what is gone',
    /^stale: a page has slot gone at version 2$/m,
    (history) => history.subscribers[0]?.slots.push({ ...at(2, 0, 0), id: 'gone' } as Slot),
  ],
  [
    'a subscriber who has nothing',
    /^stale: a page has slot noon not at all$/m,
    (history) => {
      history.subscribers = [{ name: 'a page', slots: [] }];
    },
  ],
  [
    'an answer that is a fault of the service',
    /^fault: book of noon was answered with 500$/m,
    (history) => history.calls.push(call(12, 13, asked('book', 'mira'), { status: 500 })),
  ],
];

describe('it finds', () => {
  test.each(broken)('%s', (_, fault, breaking) => {
    const history = allIsWell();
    breaking(history);
    expect(faultsOf(history).join('\n')).toMatch(fault);
  });
});

describe('it does not hold against the service', () => {
  test.each<[string, (history: ReturnType<typeof allIsWell>) => void]>([
    [
      'that a booking is gone which somebody may have cancelled, without an answer',
      (history) => {
        history.calls.push(call(5, 6, asked('cancel', 'omar'), null));
        keep(history, 'omar', { status: 'cancelled' });
        endWith(history, at(6, 1, 0));
      },
    ],
    [
      'that it said 503 and did it',
      (history) => {
        history.calls.push(call(9, 10, asked('cancel', 'omar'), { status: 503 }));
        keep(history, 'omar', { status: 'cancelled' });
        endWith(history, at(6, 1, 0));
      },
    ],
    [
      'that a roster which was only read is a change later than the slot',
      (history) => {
        const roster = [person('noor', 'confirmed'), person('omar', 'waitlisted')];
        history.calls.push(call(10, 12, reading, { status: 200, slot: at(4, 1, 2), roster }));
      },
    ],
    [
      'that two who asked at once are in the other order',
      (history) => {
        history.calls = history.calls.map((one) =>
          one.ask.do === 'wait' && one.ask.student === 'noor' ? { ...one, ended: 6.5 } : one,
        );
        keep(history, 'omar', { place: 3, status: 'confirmed' });
        keep(history, 'noor', { place: 4, status: 'waitlisted' });
      },
    ],
  ])('%s', (_, changing) => {
    const history = allIsWell();
    changing(history);
    expect(faultsOf(history)).toEqual([]);
  });
});
