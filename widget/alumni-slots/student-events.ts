/** Events of `<alumni-slots>` that no other element has; they come with its view. */
import type { SlotView } from '@mentor-slots/contract';
import { MentorEvent } from '../element/events.ts';

/** `slot-selected`: somebody has opened a session's details. */
export class SlotSelectedEvent extends MentorEvent {
  constructor(readonly slot: SlotView) {
    super('slot-selected');
  }
}

declare global {
  interface HTMLElementEventMap {
    'slot-selected': SlotSelectedEvent;
  }
}
