/** What must be true of a slot at each of its versions, and that a version is seen as the same by all. */
import { holdsSeat } from '@mentor-slots/contract';
import type { History, SeenBooking, SeenSlot } from './history.ts';

/** A slot as somebody saw it, with its people where these were told. */
interface Sighting {
  slot: SeenSlot;
  roster?: readonly SeenBooking[];
  /** Was the roster told of the same moment? Who only reads it may see it a change later than the slot: the frame of that is yet to come. */
  together: boolean;
  where: string;
}

function sightings({ calls, heard, kept }: History): Sighting[] {
  return [
    ...calls.flatMap(({ ask, answer }) =>
      answer?.slot === undefined
        ? []
        : [
            {
              slot: answer.slot,
              ...(answer.roster !== undefined && { roster: answer.roster }),
              together: ask.do !== 'read',
              where: `the answer to ${ask.do}`,
            },
          ],
    ),
    ...heard.map((slot) => ({ slot, together: true, where: 'a frame' })),
    ...kept.map((slot) => ({
      slot,
      ...(!slot.cancelled && { roster: slot.bookings }),
      together: true,
      where: 'the database',
    })),
  ];
}

/** Oversold seats, seats that are counted wrongly or nobody's while people wait, and waiters who were overtaken. */
export function faultyStates(history: History): string[] {
  const placeOf = new Map(
    history.kept.flatMap(({ bookings }) => bookings.map(({ id, place }) => [id, place])),
  );
  return sightings(history).flatMap(({ slot, roster, together, where }) => {
    const named = (fault: string) => `${fault}: slot ${slot.id} at version ${slot.version} in ${where}`;
    const faults: string[] = [];
    if (slot.seatsTaken > slot.maxParticipants) faults.push(named('oversold'));
    if (slot.waiting > 0 && slot.seatsTaken < slot.maxParticipants) faults.push(named('idle seat'));
    if (roster === undefined) return faults;
    const seated = roster.filter(({ status }) => holdsSeat(status as 'confirmed'));
    const waiting = roster.filter(({ status }) => status === 'waitlisted');
    if (together && seated.length > slot.maxParticipants) faults.push(named('oversold'));
    if (together && (seated.length !== slot.seatsTaken || waiting.length !== slot.waiting))
      faults.push(named('miscounted'));
    const students = new Set([...seated, ...waiting].map(({ studentId }) => studentId));
    if (students.size < seated.length + waiting.length) faults.push(named('twice in'));
    const longest = Math.min(...waiting.map(({ id }) => placeOf.get(id) ?? Number.POSITIVE_INFINITY));
    for (const { id, studentId } of seated)
      if ((placeOf.get(id) ?? 0) > longest) faults.push(named(`overtaken by ${studentId}`));
    return faults;
  });
}

/** A version that was told in two ways: what was told first was lost, and its number given again. */
export function contradictions(history: History): string[] {
  const first = new Map<string, string>();
  const faults = new Set<string>();
  for (const { slot } of sightings(history)) {
    const name = `slot ${slot.id} at version ${slot.version}`;
    const { maxParticipants, seatsTaken, waiting, startsAt } = slot;
    const told = JSON.stringify({ maxParticipants, seatsTaken, waiting, startsAt });
    if ((first.get(name) ?? told) !== told) faults.add(`contradiction: ${name}`);
    first.set(name, told);
  }
  return [...faults];
}
