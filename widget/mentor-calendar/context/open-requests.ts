import type { RosterEntry, SlotView } from '@mentor-slots/contract';

/** Somebody who asks for a seat, and of which session. */
export interface SeatRequest {
  slot: SlotView;
  entry: RosterEntry;
}

/** Does this booking wait for the mentor's answer? After the session nobody can give one. */
export function isOpen(slot: SlotView, entry: RosterEntry, now: number): boolean {
  return entry.status === 'pending' && slot.status !== 'cancelled' && Date.parse(slot.endsAt) > now;
}

/**
 * All that wait for the mentor's answer, in the order of the sessions; those too whose answer `isBusy`: until it is said what came of
 * it they stay where the button was pressed.
 */
export function openRequests(
  slots: readonly SlotView[],
  now: number,
  isBusy: (bookingId: string) => boolean = () => false,
): readonly SeatRequest[] {
  return slots.flatMap((slot) =>
    (slot.bookings ?? [])
      .filter((entry) => isOpen(slot, entry, now) || isBusy(entry.id))
      .map((entry) => ({ slot, entry })),
  );
}
