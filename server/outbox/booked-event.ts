import type { BookingRow } from '../db/tables.ts';

/** The event in its student's calendar that a booking is. */
export interface BookedEvent {
  eventId: string;
  /** What is added to the slot's version for its SEQUENCE. */
  eventSequence: number;
}

/** A booking's own event, or the one that its student took along when they moved. */
export function eventOf(booking: Pick<BookingRow, 'id' | 'event_id' | 'event_sequence'>): BookedEvent {
  return { eventId: booking.event_id ?? booking.id, eventSequence: booking.event_sequence };
}
