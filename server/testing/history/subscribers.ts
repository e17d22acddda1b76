/** Every subscriber of the feed who follows its rules ends with what is there. */
import { isDeepStrictEqual } from 'node:util';
import type { Slot } from '@mentor-slots/contract';
import type { History, KeptSlot } from './history.ts';

/** Lists and subscribers that do not show what lies in the database, or not all of it. */
export function staleSubscribers({ subscribers, kept, listed }: History): string[] {
  const shown = new Map(listed.map((slot) => [slot.id, slot]));
  const living = kept.filter(({ cancelled }) => !cancelled);
  return [
    ...differences('the list', new Map(living.map((slot) => [slot.id, slot])), listed, sameAsKept),
    ...subscribers.flatMap(({ name, slots }) => differences(name, shown, slots, isDeepStrictEqual)),
  ];
}

function differences<True>(
  name: string,
  truth: ReadonlyMap<string, True>,
  slots: readonly Slot[],
  isSame: (truth: True, slot: Slot) => boolean,
): string[] {
  const held = new Map(slots.map((slot) => [slot.id, slot]));
  const ids = new Set([...truth.keys(), ...held.keys()]);
  return [...ids].flatMap((id) => {
    const [is, slot] = [truth.get(id), held.get(id)];
    return is !== undefined && slot !== undefined && isSame(is, slot)
      ? []
      : [`stale: ${name} has slot ${id} ${slot === undefined ? 'not at all' : `at version ${slot.version}`}`];
  });
}

function sameAsKept(kept: KeptSlot, slot: Slot): boolean {
  const fields = ['version', 'maxParticipants', 'seatsTaken', 'waiting', 'startsAt'] as const;
  return fields.every((field) => kept[field] === slot[field]);
}
