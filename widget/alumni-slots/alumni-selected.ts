import { MentorEvent } from '../element/events.ts';

/**
 * `alumni-selected`, cancelable: somebody wants to see a mentor, or one of their sessions. A portal that shows a profile calls
 * `preventDefault()`; otherwise the element does what it can by itself.
 */
export class AlumniSelectedEvent extends MentorEvent {
  constructor(
    readonly alumniId: string,
    /** The session that was chosen, if one was. */
    readonly slotId: string | null,
  ) {
    super('alumni-selected', true);
  }
}

declare global {
  interface HTMLElementEventMap {
    'alumni-selected': AlumniSelectedEvent;
  }
}
