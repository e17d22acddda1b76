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

/** `before-cancel`, cancelable: the student has said that the seat is to be given back. After `preventDefault()` it is kept. */
export class BeforeCancelEvent extends MentorEvent {
  constructor(readonly booking: Booking) {
    super('before-cancel', true);
  }
}

declare global {
  interface HTMLElementEventMap {
    'slot-selected': SlotSelectedEvent;
    'before-book': BeforeBookEvent;
    'before-cancel': BeforeCancelEvent;
  }
}
