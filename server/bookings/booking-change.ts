/** What may happen to one booking, each as the booking before and after. `change.ts` writes and tells it. */
import type { CancelReason } from '@mentor-slots/contract';
import type { BookingAction, MoveSide } from '../audit/facts.ts';
import { instant } from '../clock.ts';
import type { NamedBookingRow } from './booking-view.ts';

/** One booking in a change. */
export interface BookingChange {
  /** As it was; null where it is new. */
  before: NamedBookingRow | null;
  after: NamedBookingRow;
  /** How the audit calls what happened; null where it stays as it is and only hears of its slot. */
  action: BookingAction | null;
  /** It follows from the change: the service did it, and whoever made the change is not told of it. */
  follows?: true;
  /** Its student moves here from another session, or from here to another: what is told of both is told with the first. */
  movedFrom?: MoveSide;
  movedTo?: MoveSide;
}

/** A booking that ends. `message`: what the owner wrote to the student. */
export function cancelled(
  booking: NamedBookingRow,
  reason: CancelReason,
  message: string | null,
  now: number,
): BookingChange {
  return {
    before: booking,
    after: {
      ...booking,
      status: 'cancelled',
      waitlist_position: null,
      offer_expires_at: null,
      cancelled_at: instant(now),
      cancel_reason: reason,
      cancel_message: message,
    },
    action: reason === 'declined' ? 'booking_declined' : 'booking_cancelled',
  };
}

/** Somebody who waited gets a seat: for good, or held until an instant (ms). */
export function promoted(
  booking: NamedBookingRow,
  slot: { requires_approval: number },
  how: 'seat' | number,
): BookingChange {
  const after = { ...booking, waitlist_position: null };
  return how === 'seat'
    ? {
        before: booking,
        after: { ...after, status: seatStatus(slot) },
        action: 'booking_promoted',
        follows: true,
      }
    : {
        before: booking,
        after: { ...after, status: 'offered', offer_expires_at: instant(how) },
        action: 'booking_offered',
        follows: true,
      };
}

/** A seat that is held for somebody, or that they waited for, becomes theirs. */
export function accepted(booking: NamedBookingRow, slot: { requires_approval: number }): BookingChange {
  return {
    before: booking,
    after: { ...booking, status: seatStatus(slot), waitlist_position: null, offer_expires_at: null },
    action: 'booking_accepted',
  };
}

/** A booking that stays as it is and hears of its slot. */
export function untouched(booking: NamedBookingRow): BookingChange {
  return { before: booking, after: booking, action: null };
}

/** What a seat is for whoever takes it. */
export function seatStatus({ requires_approval }: { requires_approval: number }): 'pending' | 'confirmed' {
  return requires_approval === 1 ? 'pending' : 'confirmed';
}
