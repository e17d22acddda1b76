import type { Booking } from '@mentor-slots/contract';
import type { Viewer } from '../calendar/viewer.ts';
import type { SlotsName, Tell } from '../text/names.ts';
import type { Note } from './booking/notices.ts';
import type { Session } from './session.ts';

/** What the element's parts need of it. */
export interface RowContext {
  text: Tell<SlotsName>;
  viewer: Viewer;
  now: number;
  /** All that are shown. */
  sessions: readonly Session[];
  signedIn: boolean;
  /** Signed in, but not known yet is what they have booked. */
  unsure: boolean;
  /** Signed in, but not as a student. */
  otherRole: boolean;
  /** The viewer's own sessions, with whomever: each says with whom, and none is offered. */
  mine: boolean;
  /** The session whose details are open. */
  openId: string | null;
  busyIds: ReadonlySet<string>;
  note(slotId: string): Note | undefined;
  /** What opens under a session, once it is here. */
  details(session: Session): unknown;
  /** The way to other calendars, for a session of the viewer's, once it is here. */
  invite(session: Session): unknown;
  /** What can be done about a note, once it is here. */
  noteAnswers(session: Session, note: Note): unknown;
  /** The viewer may ask for a seat. */
  mayBook(session: Session): boolean;
  draft(slotId: string): string;
  book(session: Session): void;
  undo(session: Session, booking: Booking): void;
  askCancel(session: Session): void;
  signIn(session: Session): void;
  toggle(session: Session): void;
  write(slotId: string, note: string): void;
  goTo(slotId: string): void;
}
