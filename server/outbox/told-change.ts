/** What the outbox is told of a change, and the messages that it makes of it. */
import type { Booking, Slot } from '@mentor-slots/contract';
import type { BookingAction, MoveSide } from '../audit/facts.ts';
import type { Actor } from '../audit/record.ts';
import type { BookingRow, MessageRow, SlotRow } from '../db/tables.ts';

/** What happened to a slot and its bookings, as `tellChange` has it. */
export interface ToldChange {
  by: Actor;
  what: 'slot_created' | 'slot_updated' | 'slot_deleted';
  /** As it was, where it was changed by somebody; null where it is new or only its seats moved. */
  before: SlotRow | null;
  slot: SlotRow;
  /** In everyone's form. */
  view: Slot;
  bookings: readonly ToldBooking[];
}

/** One booking in it; `action` null: it stays as it is. */
export interface ToldBooking {
  before: BookingRow | null;
  after: BookingRow & { waitlist_position: number | null };
  action: BookingAction | null;
  /** It follows from the change: nobody did it. */
  follows?: true;
  /** Its student came from another session, or went to one. */
  movedFrom?: MoveSide;
  movedTo?: MoveSide;
  /** In the owner's form. */
  view: Booking;
}

/** A message as the change tells it; the rest is the same for all of a change unless told. */
export type OutboxMessage = Pick<
  MessageRow,
  'channel' | 'kind' | 'recipient_id' | 'booking_id' | 'stream'
> & {
  payload: object;
  id?: string;
  position?: number;
  due_at?: string;
};
