import type { Viewer } from '../../calendar/viewer.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName, Tell } from '../../text/names.ts';
import type { Session } from './session.ts';

/** What rows are drawn with, and what they ask for. */
export interface RowContext {
  text: Tell<SlotsName>;
  viewer: Viewer;
  /** The server's clock, ms. */
  now: number;
  /** All that are shown. */
  sessions: readonly Session[];
  signedIn: boolean;
  /** Signed in, but not known yet is what they have booked. */
  unsure: boolean;
  /** Why the viewer can book nothing at all: signed in, but not as a student, or with a token that the service refuses. */
  barred: 'otherRole' | 'refused' | null;
  /** The viewer's own sessions, with whomever: each says with whom, and none is offered. */
  mine: boolean;
  /** All that one mentor has is shown: what is not free here is nowhere free with them. */
  isComplete: boolean;
  /** The mentor's name, as what is pressed to see more of them, where the sessions are everybody's. */
  mentor?(session: Session): unknown;
  /** The session whose details are open. */
  openId: string | null;
  /** The viewer may ask for a seat, once they are signed in. */
  isOffered(session: Session): boolean;
  /** The viewer may ask for a seat now. */
  mayBook(session: Session): boolean;
  /** The viewer may join the queue of a full session, once they are signed in. */
  mayWait(session: Session): boolean;
  /** A booking is on its way to the service. */
  isBusy(slotId: string): boolean;
  /** The session whose ways into other calendars are open. */
  calendarId: string | null;
  /** Those ways; nothing before booking is here. */
  calendars(session: Session): unknown;
  /** What was just said about a session. */
  notice(slotId: string): Notice | undefined;
  /** What can be done about that; nothing before booking is here. */
  noticeAnswers(session: Session): unknown;
  /** What opens under a session; nothing before booking is here. */
  details(session: Session): unknown;
  /** What is kept of a session that is under way, below all else. */
  record(session: Session): unknown;
  /** Where what else there is, is open: at that session. */
  onwardId: string | null;
  /** What else there is; nothing before booking is here. */
  onward(): unknown;
  toggle(session: Session): void;
  /** Opens a session's ways into other calendars, or closes them. */
  toggleCalendars(session: Session): void;
  book(session: Session): void;
  /** Opens what else there is for who cannot have this session, or closes it; null: who sees none at all. */
  toggleOnward(session: Session | null): void;
  /** Joins the queue. */
  wait(session: Session): void;
  signIn(session: Session): void;
  /** Asks whether the seat is to be given back, passed on, or the queue to be left. */
  askCancel(session: Session): void;
  /** Asks to which other session of this mentor the seat is to be moved. */
  askMove(session: Session): void;
  /** Moves the focus to a session. */
  goTo(slotId: string): void;
}
