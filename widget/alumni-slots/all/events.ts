/** Events of `<alumni-slots all>` alone. */
import { MentorEvent } from '../../element/events.ts';

/**
 * `alumni-selected`, cancelable: somebody has pressed a mentor's name. A portal that shows a profile calls `preventDefault()`; otherwise
 * the element searches for that name.
 */
export class AlumniSelectedEvent extends MentorEvent {
  constructor(readonly alumniId: string) {
    super('alumni-selected', true);
  }
}

declare global {
  interface HTMLElementEventMap {
    'alumni-selected': AlumniSelectedEvent;
  }
}
