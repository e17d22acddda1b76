/** Events of `<alumni-slots>` that no other element has; they come with booking. */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { MentorEvent } from '../../element/events.ts';

/** `slot-selected`: somebody has opened a session's details. */
export class SlotSelectedEvent extends MentorEvent {
  constructor(readonly slot: SlotView) {
    super('slot-selected');
  }
}

/** `before-book`, cancelable: the student has pressed the button. After `preventDefault()` nothing is asked of the service. */
export class BeforeBookEvent extends MentorEvent {
  constructor(
    readonly slot: SlotView,
    /** What the student wrote to the mentor. */
    readonly note: string | null,
  ) {
    super('before-book', true);
  }
}

/** `before-slot-waitlist`, cancelable: the student wants to wait for a seat. After `preventDefault()` nothing is asked of the service. */
export class BeforeSlotWaitlistEvent extends MentorEvent {
  constructor(
    readonly slot: SlotView,
    /** What the student wrote to the mentor. */
    readonly note: string | null,
  ) {
    super('before-slot-waitlist', true);
  }
}

/** `slot-waitlisted`: the student waits for a seat; `booking.waitlistPosition` is their place. */
export class SlotWaitlistedEvent extends MentorEvent {
  constructor(readonly booking: Booking) {
    super('slot-waitlisted');
  }
}

/**
 * `before-cancel`, cancelable: the student has said that the seat is to be given back, the held one passed on, or the queue
 * left. After `preventDefault()` they keep it.
 */
export class BeforeCancelEvent extends MentorEvent {
  constructor(readonly booking: Booking) {
    super('before-cancel', true);
  }
}

/** `before-move`, cancelable: the student has chosen another session for their seat. After `preventDefault()` they keep the one that they have. */
export class BeforeMoveEvent extends MentorEvent {
  constructor(
    /** The seat that is to be given back. */
    readonly booking: Booking,
    /** The session in which a seat is to be taken instead. */
    readonly slot: SlotView,
  ) {
    super('before-move', true);
  }
}

/**
 * `booking-moved`: the student has taken a seat in another session and given theirs back, in one act. It comes alone, without
 * `slot-booked` and `booking-cancelled`.
 */
export class BookingMovedEvent extends MentorEvent {
  constructor(
    /** The seat that they have now, or ask for where the alumnus confirms each booking. */
    readonly booking: Booking,
    /** The one that was given back for it. */
    readonly left: Booking,
  ) {
    super('booking-moved');
  }
}

declare global {
  interface HTMLElementEventMap {
    'slot-selected': SlotSelectedEvent;
    'before-book': BeforeBookEvent;
    'before-slot-waitlist': BeforeSlotWaitlistEvent;
    'slot-waitlisted': SlotWaitlistedEvent;
    'before-cancel': BeforeCancelEvent;
    'before-move': BeforeMoveEvent;
    'booking-moved': BookingMovedEvent;
  }
}
