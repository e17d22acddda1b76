/** What people do in a schedule, and how a schedule of it comes about by chance. */
import fc from 'fast-check';

export const people = {
  ada: ['alumni'],
  bob: ['alumni'],
  dot: ['alumni', 'student'],
  sam: ['student'],
  tim: ['student'],
  uma: ['student'],
  vic: ['student'],
  root: ['admin'],
} as const satisfies Record<string, readonly ('alumni' | 'student' | 'admin')[]>;
export type Person = keyof typeof people;

/**
 * `slot` is the number of the command that published it; in a schedule any number, which `aim` turns into one of those
 * that were published before. Times in half hours of the day.
 */
export type Command =
  | { do: 'create'; by: Person; start: number; length: number; max: number; approval: boolean }
  | { do: 'change'; by: Person; slot: number; start?: number; max?: number }
  | { do: 'delete' | 'read'; by: Person; slot: number }
  /** `student`: for whom, where that is another. */
  | { do: 'book' | 'wait' | 'cancel'; by: Person; slot: number; student?: Person }
  /** By whom the booking is who moves it: `student`, where that is another. `slot`: from where. */
  | { do: 'move'; by: Person; slot: number; to: number; student?: Person }
  | { do: 'settle'; by: Person; slot: number; student: Person; decision: 'confirm' | 'decline' }
  | { do: 'list'; by: Person; of: Person }
  | { do: 'my-bookings'; by: Person }
  | { do: 'erase'; by: 'sam' | 'tim' | 'uma' | 'vic' }
  | { do: 'later'; halfHours: number };

/** The first half hour of a schedule, and the last at which a session of three may start and end on its day. */
export const begin = 12;
const lastStart = 44;

const who = (...names: Person[]) => fc.constantFrom(...names);
const anyone = who(...(Object.keys(people) as Person[]));
const alumni = fc.oneof({ weight: 8, arbitrary: who('ada', 'bob', 'dot') }, { weight: 1, arbitrary: anyone });
const students = fc.oneof(
  { weight: 8, arbitrary: who('sam', 'tim', 'uma', 'vic', 'dot') },
  { weight: 1, arbitrary: anyone },
);
const owners = fc.oneof(
  { weight: 5, arbitrary: who('ada', 'bob', 'root') },
  { weight: 1, arbitrary: anyone },
);
const slot = fc.nat({ max: 11 });
// Close together, so that sessions clash often.
const start = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: begin + 2, max: begin + 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: begin - 2, max: lastStart }) },
);
const max = fc.integer({ min: 1, max: 3 });
const create = fc.record({
  do: fc.constant('create' as const),
  by: alumni,
  start,
  length: fc.integer({ min: 1, max: 3 }),
  max,
  approval: fc.boolean(),
});

/** The programme office does it for a student, or somebody tries to who may not. */
const forOthers = (by: fc.Arbitrary<Person>, student: fc.Arbitrary<Person>, which: fc.Arbitrary<number>) =>
  fc.record({
    do: fc.constantFrom('book' as const, 'wait' as const, 'cancel' as const),
    by,
    student,
    slot: which,
  });

/** Mostly of one's own seat; now and then somebody tries it with another's. */
const moving = (by: fc.Arbitrary<Person>, which: fc.Arbitrary<number>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('move' as const), by, slot: which, to: which }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('move' as const), by, student: by, slot: which, to: which }),
    },
  );

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: forOthers(
      fc.oneof({ weight: 5, arbitrary: who('root') }, { weight: 1, arbitrary: anyone }),
      anyone,
      slot,
    ),
  },
  { weight: 2, arbitrary: create },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('book' as const), by: students, slot }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), by: students, slot }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('cancel' as const), by: students, slot }) },
  { weight: 6, arbitrary: moving(students, slot) },
  {
    weight: 3,
    arbitrary: fc.record(
      { do: fc.constant('change' as const), by: owners, slot, start, max },
      { requiredKeys: ['do', 'by', 'slot', 'max'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), by: owners, slot }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      by: owners,
      slot,
      student: students,
      decision: fc.constantFrom('confirm' as const, 'decline' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), by: anyone, slot }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('list' as const), by: anyone, of: alumni }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('my-bookings' as const), by: students }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('later' as const), halfHours: fc.integer({ min: 1, max: 4 }) }),
  },
);

const movers: readonly Person[] = ['sam', 'tim', 'uma', 'vic', 'dot'];

/**
 * The command with a slot of those that were published, by their commands' numbers. Somebody who moves mostly does so from where
 * they have a booking: `heldBy` tells where.
 */
export function aim(
  command: Command,
  published: readonly number[],
  heldBy: (person: Person) => readonly number[],
): Command {
  if (!('slot' in command)) return command;
  const aimed = (number: number) => published[number % published.length] ?? -1;
  if (command.do !== 'move') return { ...command, slot: aimed(command.slot) };
  const to = aimed(command.to);
  if (command.student !== undefined || command.slot % 3 === 0)
    return { ...command, slot: aimed(command.slot), to };
  // Whoever has none lets another.
  const by = [command.by, ...movers].find((person) => heldBy(person).length > 0) ?? command.by;
  const held = heldBy(by);
  return { ...command, by, slot: held[command.slot % held.length] ?? aimed(command.slot), to };
}

const few = fc.nat({ max: 2 });
const small = { start: fc.integer({ min: begin + 3, max: begin + 12 }), max: fc.integer({ min: 1, max: 2 }) };
const crowd = fc.constantFrom('sam', 'tim', 'uma', 'vic');

/** What happens around sessions that are full: most of it is about who waits. */
const crowded: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: forOthers(who('root'), crowd, few) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('book' as const), by: crowd, slot: few }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('wait' as const), by: crowd, slot: few }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('cancel' as const), by: crowd, slot: few }) },
  { weight: 9, arbitrary: moving(crowd, few) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      by: who('root'),
      slot: few,
      student: crowd,
      decision: fc.constantFrom('confirm' as const, 'decline' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      { do: fc.constant('change' as const), by: who('root'), slot: few, ...small },
      { requiredKeys: ['do', 'by', 'slot', 'max'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), by: who('root'), slot: few }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read' as const), by: who('root'), slot: few }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('my-bookings' as const), by: crowd }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), by: crowd }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('later' as const), halfHours: fc.integer({ min: 1, max: 2 }) }),
  },
);

/** Small sessions of several alumni, which students cannot all be in at once, and many who want to. */
export const crowdedSchedules: fc.Arbitrary<Command[]> = fc
  .tuple(
    fc.tuple(
      ...(['ada', 'bob', 'dot'] as const).map((by) =>
        fc.record({
          do: fc.constant('create' as const),
          by: fc.constant(by),
          start: fc.integer({ min: begin + 4, max: begin + 9 }),
          length: fc.integer({ min: 1, max: 3 }),
          max: fc.integer({ min: 1, max: 2 }),
          approval: fc.boolean(),
        }),
      ),
    ),
    fc.array(crowded, { minLength: 20, maxLength: 60, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then]);

/** A few sessions first, so that there is something to do with. */
export const schedules: fc.Arbitrary<Command[]> = fc
  .tuple(
    fc.array(create, { minLength: 2, maxLength: 4 }),
    fc.array(command, { minLength: 10, maxLength: 40, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then]);
