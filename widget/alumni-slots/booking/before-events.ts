/** What a host may keep from happening; these events come with the part that books and cancels. */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { MentorEvent } from '../../element/events.ts';

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

/** `before-cancel`, cancelable: the student has said that the seat is to be given back. After `preventDefault()` it is kept. */
export class BeforeCancelEvent extends MentorEvent {
  constructor(readonly booking: Booking) {
    super('before-cancel', true);
  }
}

declare global {
  interface HTMLElementEventMap {
    'before-book': BeforeBookEvent;
    'before-cancel': BeforeCancelEvent;
  }
}
