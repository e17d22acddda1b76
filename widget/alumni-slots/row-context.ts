import type { Viewer } from '../calendar/viewer.ts';
import type { Facts } from '../element/messages.ts';
import type { Said } from '../look/note-line.ts';
import type { Session } from './session.ts';

/** What was just said about one session; it stays until it is no longer true. */
export interface Note extends Said {
  /** The session has been seen without a free seat since: once it has one again, the note is over. */
  wasFull?: boolean;
  /** The service could not be reached; once it has been seen `away`, the note is over when it is live again. */
  offline?: 'now' | 'away';
  /** The viewer's session was moved: the note is true for as long as it is theirs. */
  moved?: boolean;
  /** Another session that the note points to. */
  goTo?: string | undefined;
}

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
  notes: ReadonlyMap<string, Note>;
  draft(slotId: string): string;
  book(session: Session): void;
  askCancel(session: Session): void;
  signIn(session: Session): void;
  toggle(session: Session): void;
  write(slotId: string, note: string): void;
  goTo(slotId: string): void;
}
