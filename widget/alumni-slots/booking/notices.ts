import type { Booking } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import type { Failure } from '../../client/failure.ts';
import { explain } from '../../element/failures.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../session.ts';

/** What was just said about one session; it stays until it is no longer true. */
export interface Note extends Notice {
  /** The session has been seen without a free seat since: once it has one again, the note is over. */
  wasFull?: boolean;
  /** The service could not be reached; once it has been seen `away`, the note is over when it is live again. */
  offline?: 'now' | 'away';
  /** The viewer's session was moved: the note is true for as long as it is theirs. */
  moved?: boolean;
  /** Another session that the note points to. */
  goTo?: string;
  /** Somebody else was faster: what is free instead stands beside it. */
  isLost?: boolean;
  /** The booking that the viewer gave back, and may have again while its seat is free. */
  undo?: Booking;
}

/** What is said under the sessions, and aloud. */
export class SlotNotes {
  /** Spoken by a hidden status line. */
  said = '';

  #notes: ReadonlyMap<string, Note> = new Map();
  /** The times last seen, to notice when one is moved. */
  readonly #seen = new Map<string, Session>();

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  get(slotId: string): Note | undefined {
    return this.#notes.get(slotId);
  }

  clear(): void {
    this.#notes = new Map();
  }

  forget(slotId: string): void {
    this.#notes = new Map([...this.#notes].filter(([id]) => id !== slotId));
  }

  /** Whoever does something about a moved session knows of it. */
  dismissMove(slotId: string | undefined): void {
    this.#notes = new Map([...this.#notes].filter(([id, note]) => id !== slotId || !note.moved));
  }

  add(slotId: string, note: Note): void {
    this.#notes = new Map(this.#notes).set(slotId, note);
    this.said = note.text;
    this.viewing.changed();
  }

  addFailure(slotId: string, failure: Failure, more: Partial<Note> = {}): void {
    this.add(slotId, {
      tone: 'bad',
      text: explain(this.viewing, failure),
      reference: failure.status >= 500 ? failure.requestId : null,
      ...(/offline|timeout/.test(failure.code) && { offline: 'now' }),
      ...more,
    });
  }

  /** Before each drawing. */
  update(sessions: readonly Session[]): void {
    this.#noticeMoves(sessions);
    this.#dropStale(sessions);
  }

  /** A session of the viewer's that is moved under their eyes says so; whatever told of its old time is over. */
  #noticeMoves(sessions: readonly Session[]): void {
    const { text, viewer } = this.viewing;
    for (const session of sessions) {
      const { slot } = session;
      const before = this.#seen.get(slot.id);
      if (before && before.slot.version > slot.version) continue;
      this.#seen.set(slot.id, session);
      if (!before || (before.slot.startsAt === slot.startsAt && before.slot.endsAt === slot.endsAt)) continue;
      this.#notes = new Map([...this.#notes].filter(([id, { goTo }]) => id !== slot.id && goTo !== slot.id));
      this.said = '';
      if (!before.isTheirs || !session.isTheirs) continue;
      const told = text('moved', { name: slot.alumniName, when: whenOf(viewer, before.slot) });
      this.#notes = new Map(this.#notes).set(slot.id, {
        tone: 'warn',
        text: told,
        reference: null,
        moved: true,
      });
      this.said = `${whenOf(viewer, slot)}: ${told}`;
    }
  }

  /** A note goes when it is no longer true: the seat or the service is back, or the session is the viewer's after all. */
  #dropStale(sessions: readonly Session[]): void {
    if (!this.#notes.size) return;
    const isAway = this.viewing.client?.connection !== 'live';
    const living = [...this.#notes].filter(([id, note]) => {
      const session = sessions.find(({ slot }) => slot.id === id);
      if (!session) return true;
      if (note.undo) return !session.isTheirs;
      if (note.moved) return session.isTheirs;
      if (note.offline && isAway) note.offline = 'away';
      if (note.offline === 'away' && !isAway) return false;
      if (session.standing === 'full') note.wasFull = true;
      return !session.isTheirs && !(note.wasFull && session.standing === 'free');
    });
    if (living.length === this.#notes.size) return;
    if ([...this.#notes.values()].some((note) => note.text === this.said)) this.said = '';
    this.#notes = new Map(living);
  }
}
