import type { Viewer } from '../calendar/viewer.ts';
import type { Facts } from '../element/messages.ts';
import type { Session } from './session.ts';
import type { Note } from './slot-notes.ts';

/** What the element's parts need of it. */
export interface RowContext {
  text(name: string, facts?: Facts): string;
  viewer: Viewer;
  now: number;
  signedIn: boolean;
  /** Signed in, but not known yet is what they have booked. */
  unsure: boolean;
  /** Signed in, but not as a student. */
  otherRole: boolean;
  /** Each session says whose it is: the list is over all mentors. */
  named: boolean;
  /** The session whose details are open. */
  openId: string | null;
  busyIds: ReadonlySet<string>;
  note(slotId: string): Note | undefined;
  /** What opens under a session, once it is here. */
  details(session: Session): unknown;
  draft(slotId: string): string;
  book(session: Session): void;
  askCancel(session: Session): void;
  signIn(session: Session): void;
  toggle(session: Session): void;
  write(slotId: string, note: string): void;
  goTo(slotId: string): void;
}
