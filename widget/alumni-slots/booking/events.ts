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

declare global {
  interface HTMLElementEventMap {
    'slot-selected': SlotSelectedEvent;
    'before-book': BeforeBookEvent;
    'before-slot-waitlist': BeforeSlotWaitlistEvent;
    'slot-waitlisted': SlotWaitlistedEvent;
    'before-cancel': BeforeCancelEvent;
  }
}
