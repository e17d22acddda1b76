import type { Booking } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import { isPast, type Passing } from '../../element/submission/outage.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';

/** What was just said about one session; it stays until it is no longer true. */
export interface SlotNotice extends Notice, Passing {
  /** The session has been seen without a free seat since: once it has one again, the notice is over. */
  wasFull?: boolean;
  /** A session was moved that is the viewer's, or that they have open: the notice is true for as long as it is so. */
  moved?: boolean;
  /** The viewer has got a seat, by waiting or by moving: the notice is true for as long as it is theirs. */
  whileTheirs?: boolean;
  /** Another session that the notice points to. */
  goTo?: string;
  /** It cannot be had: what is free instead stands beside it. */
  leadsOn?: boolean;
  /** The viewer has as many seats as they may: one of theirs stands beside it, to be moved or given back. */
  atLimit?: boolean;
  /** The viewer may wait for a seat instead. */
  mayWait?: boolean;
  /** The booking that the viewer gave back, and may have again while its seat is free. */
  undo?: Booking;
}

/** What is said under the sessions, and aloud. */
export class SlotNotices {
  /** Spoken by a hidden status line. */
  said = '';

  #notices: ReadonlyMap<string, SlotNotice> = new Map();
  /** The times last seen, to notice when one is moved. */
  readonly #seen = new Map<string, Session>();

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  get(slotId: string): SlotNotice | undefined {
    return this.#notices.get(slotId);
  }

  clear(): void {
    this.#notices = new Map();
  }

  forget(slotId: string): void {
    this.#notices = new Map([...this.#notices].filter(([id]) => id !== slotId));
  }

  /** Whoever does something about a moved session knows of it. */
  dismissMove(slotId: string | undefined): void {
    this.#notices = new Map([...this.#notices].filter(([id, notice]) => id !== slotId || !notice.moved));
  }

  /** Says it at the session alone, with the next drawing. */
  put(slotId: string, notice: SlotNotice): void {
    this.#notices = new Map(this.#notices).set(slotId, notice);
  }

  add(slotId: string, notice: SlotNotice): void {
    this.put(slotId, notice);
    this.said = notice.text;
    this.viewing.changed();
  }

  /** Before each drawing. */
  update(sessions: readonly Session[], openId: string | null): void {
    this.#noticeMoves(sessions, openId);
    this.#dropStale(sessions, openId);
  }

  /** A session that is moved under the viewer's eyes says so, if it is theirs or open; whatever told of its old time is over. */
  #noticeMoves(sessions: readonly Session[], openId: string | null): void {
    const { text, viewer } = this.viewing;
    for (const session of sessions) {
      const { slot } = session;
      const before = this.#seen.get(slot.id);
      if (before && before.slot.version > slot.version) continue;
      this.#seen.set(slot.id, session);
      if (!before || (before.slot.startsAt === slot.startsAt && before.slot.endsAt === slot.endsAt)) continue;
      this.#notices = new Map(
        [...this.#notices].filter(([id, { goTo }]) => id !== slot.id && goTo !== slot.id),
      );
      this.said = '';
      if (slot.id !== openId && !(before.isTheirs && session.isTheirs)) continue;
      const told = text('moved', { name: slot.alumniName, when: whenOf(viewer, before.slot) });
      this.#notices = new Map(this.#notices).set(slot.id, {
        tone: 'warn',
        text: told,
        reference: null,
        moved: true,
      });
      this.said = `${whenOf(viewer, slot)}: ${told}`;
    }
  }

  /** A notice goes when it is no longer true: the seat or the service is back, or the session is the viewer's after all. */
  #dropStale(sessions: readonly Session[], openId: string | null): void {
    if (!this.#notices.size) return;
    const living = [...this.#notices].filter(([id, notice]) => {
      const session = sessions.find(({ slot }) => slot.id === id);
      if (!session) return true;
      if (notice.undo) return !session.isTheirs && !session.isQueued;
      if (notice.moved && id === openId) return true;
      if (notice.moved || notice.whileTheirs) return session.isTheirs;
      if (isPast(notice, this.viewing)) return false;
      if (session.standing === 'full') notice.wasFull = true;
      return !session.isTheirs && !(notice.wasFull && session.standing === 'free');
    });
    if (living.length === this.#notices.size) return;
    if ([...this.#notices.values()].some((notice) => notice.text === this.said)) this.said = '';
    this.#notices = new Map(living);
  }
}
