import type { Booking } from '@mentor-slots/contract';
import type { Failure } from '../client/failure.ts';
import { bookings } from '../client/student/bookings.ts';
import { failureNotice } from '../element/failures.ts';
import { LazyFile } from '../element/lazy-file.ts';
import type { Viewing } from '../element/viewing.ts';
import type { Notice } from '../look/notice.ts';
import type { SlotsName } from '../text/names.ts';
import type { StudentBooking, Ways } from './booking/student-booking.ts';
import type { RowContext } from './rows/row-context.ts';
import type { Session } from './rows/session.ts';
import type { Shown } from './shown-sessions.ts';

type BookingFile = typeof import('./booking/index.ts');

const nothingReturned: ReadonlyMap<string, Booking> = new Map();

/**
 * Loads booking, a file of its own, once somebody turns to the sessions, and keeps what it has made. What rows get is made here,
 * whether booking is here yet or not.
 */
export class BookingLoader {
  readonly #file: LazyFile<BookingFile>;
  #booking: StudentBooking | null = null;
  /** The session at which booking was wanted and could not be reached. */
  #failed: { at: string; failure: Failure } | null = null;
  #wasLive = false;
  /** What is to be said waits for booking. */
  #isSpeaking = false;
  /** All versions that are shown, added up. */
  #versions = 0;

  constructor(
    private readonly shown: Pick<Shown, 'mine' | 'all'>,
    private readonly viewing: Viewing<SlotsName>,
    private readonly ways: Ways & {
      goTo(slotId: string): void;
      /** What is kept of a session that is under way, if it is. */
      record(session: Session): unknown;
    },
  ) {
    this.#file = new LazyFile(viewing, () => import('./booking/index.ts'));
  }

  /** Loads it ahead, so that the first press of Book waits for nothing. */
  prefetch(): void {
    void this.#file.prefetch();
  }

  /** Other sessions are shown. */
  clear(): void {
    this.#failed = null;
    this.#versions = 0;
    this.#booking?.clear();
  }

  /** What one person typed and gave back is not the next one's. */
  forgetOthers(): void {
    this.#booking?.forgetOthers();
  }

  /** What the viewer gave back since the page was loaded, by slot. */
  get returned(): ReadonlyMap<string, Booking> {
    return this.#booking?.returned ?? nothingReturned;
  }

  /** With what the viewer has open, though its mentor has taken it away. */
  withLooked(sessions: readonly Session[]): readonly Session[] {
    return this.#booking?.withLooked(sessions) ?? sessions;
  }

  /** Before each drawing. `before`: what was shown until now. The first change loads booking, which speaks of it. */
  update(before: readonly Session[], sessions: readonly Session[]): void {
    const isLive = this.viewing.client?.connection === 'live';
    if (isLive && !this.#wasLive) this.#failed = null;
    this.#wasLive = isLive;
    const isChanged = this.#countVersions(sessions);
    if (this.#booking) this.#booking.update(before, sessions);
    else if (isChanged || sessions.some(({ standing }) => standing === 'offered')) {
      void this.#speakOf(before, sessions);
    }
  }

  /** Has anything changed? Versions only rise: then their sum is another. */
  #countVersions(sessions: readonly Session[]): boolean {
    const before = this.#versions;
    this.#versions = sessions.reduce((sum, { slot }) => sum + slot.version, 0);
    return before > 0 && before !== this.#versions;
  }

  async #speakOf(before: readonly Session[], sessions: readonly Session[]): Promise<void> {
    if (this.#isSpeaking) return;
    this.#isSpeaking = true;
    const file = await this.#file.prefetch();
    this.#isSpeaking = false;
    if (!file) return;
    const booking = this.#make(file);
    booking.update([], before);
    booking.update(before, sessions);
    this.viewing.changed();
  }

  /** What was said last, for a status line. */
  get said(): string {
    return this.#booking?.said ?? this.#failure?.text ?? '';
  }

  /** The session whose details are open. */
  get openId(): string | null {
    return this.#booking?.openId ?? null;
  }

  /** Which seats have changed, for a status line of its own. */
  get seatNews(): string {
    return this.#booking?.seatNews ?? '';
  }

  /** The question before a seat is given back, while it is open. */
  dialog(): unknown {
    return this.#booking?.leaving.dialog();
  }

  /** What rows are drawn with, and what they ask for. */
  context(sessions: readonly Session[]): RowContext {
    const { viewing } = this;
    const { text, viewer, now, signedIn, client } = viewing;
    const { mine, all } = this.shown;
    const isComplete = !mine && !all;
    const booked = signedIn ? client?.use(bookings).get() : undefined;
    const barred = booked?.state === 'failed' ? barringOf(booked.failure) : null;
    const isOffered = ({ isFree, isQueued }: Session) => isFree && !barred && (!mine || isQueued);
    const mayWait = ({ slot, isFree, isWaitable }: Session) =>
      (isWaitable || (isFree && this.#booking?.hasLost(slot.id) === true)) && !barred && !mine;
    const context: RowContext = {
      text,
      viewer,
      now,
      sessions,
      signedIn,
      unsure: booked?.state === 'loading',
      barred,
      mine,
      isComplete,
      openId: this.openId,
      isOffered,
      mayWait,
      mayBook: (session) => signedIn && isOffered(session),
      isBusy: (slotId) => this.#booking?.isBusy(slotId) ?? false,
      calendarId: this.#booking?.calendarId ?? null,
      calendars: (session) => this.#booking?.calendars(session),
      notice: (slotId) => (slotId === this.#failed?.at ? this.#failure : this.#booking?.notice(slotId)),
      noticeAnswers: (session) => this.#booking?.noticeAnswers(session, context),
      details: (session) => this.#booking?.details(session, context),
      record: this.ways.record,
      onwardId: this.#booking?.onward.openId ?? null,
      onward: () => this.#booking?.onward.render(),
      toggleOnward: (session) => this.#ask(session, (booking) => booking.toggleOnward(session, !isComplete)),
      toggle: (session) => this.#ask(session, (booking) => booking.toggle(session.slot)),
      toggleCalendars: (session) => this.#ask(session, (booking) => booking.toggleCalendars(session)),
      book: (session) => this.#ask(session, (booking) => booking.book(session)),
      wait: (session) => this.#ask(session, (booking) => booking.wait(session)),
      signIn: (session) => this.#ask(session, (booking) => booking.signIn(session)),
      askCancel: (session) => this.#ask(session, (booking) => booking.leaving.askCancel(session)),
      askMove: (session) => this.#ask(session, (booking) => booking.leaving.askMove(session)),
      goTo: this.ways.goTo,
    };
    return context;
  }

  get #failure(): Notice | undefined {
    return this.#failed ? failureNotice(this.viewing, this.#failed.failure) : undefined;
  }

  /** Does something once booking is here, or says at the session that it cannot be reached. */
  async #ask(session: Session | null, act: (booking: StudentBooking) => void): Promise<void> {
    this.#failed = null;
    const file = await this.#file.getOr((failure) => {
      this.#failed = { at: session?.slot.id ?? '', failure };
      this.viewing.changed();
    });
    if (file) act(this.#make(file));
  }

  #make({ StudentBooking }: BookingFile): StudentBooking {
    this.#booking ??= new StudentBooking(this.viewing, this.ways);
    return this.#booking;
  }
}

/** What keeps somebody from all booking, of what has kept their bookings from being read. */
function barringOf({ code }: Failure): RowContext['barred'] {
  if (code === 'wrong_role') return 'otherRole';
  return code === 'token_refused' ? 'refused' : null;
}
