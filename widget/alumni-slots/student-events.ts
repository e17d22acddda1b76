/** Events of `<alumni-slots>` that no other element has; they come with its view. */
import type { SlotView } from '@mentor-slots/contract';
import { MentorEvent } from '../element/events.ts';

/** `mentor-ready`: the element shows for the first time what it is about. */
export class MentorReadyEvent extends MentorEvent {
  constructor() {
    super('mentor-ready');
  }
}

/** `slot-selected`: somebody has opened a session's details. */
export class SlotSelectedEvent extends MentorEvent {
  constructor(readonly slot: SlotView) {
    super('slot-selected');
  }
}

declare global {
  interface HTMLElementEventMap {
    'mentor-ready': MentorReadyEvent;
    'slot-selected': SlotSelectedEvent;
  }
}
