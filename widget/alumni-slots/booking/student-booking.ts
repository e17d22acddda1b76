import type { Booking, SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { RowContext } from '../rows/row-context.ts';
import type { Session } from '../rows/session.ts';
import { AddToCalendar } from './add-to-calendar.ts';
import { details } from './details.ts';
import { SlotSelectedEvent } from './events.ts';
import { LookedAt } from './looked-at.ts';
import { noticeAnswers } from './notice-answers.ts';
import { SlotNotices } from './notices.ts';
import { OnwardLoader } from './onward-loader.ts';
import { QueueNews } from './queue-news.ts';
import { SeatBooking } from './seat-booking.ts';
import { SeatLeaving } from './seat-leaving.ts';
import { SeatNews } from './seat-news.ts';
import { SeatWaiting } from './seat-waiting.ts';

/** What booking asks of the view around it. */
export interface Ways {
  /** After the next drawing the focus goes there. */
  moveTo(selector: string): void;
  /** Shows the day of a session, where days are chosen. */
  show(slotId: string): void;
  /** Opens "Subscribe in your calendar"; rejects with a Failure where it does not come. */
  subscribe(): Promise<void>;
}

/** All that a student does at the sessions, and what is said of it. */
export class StudentBooking {
  /** The session whose details are open. */
  openId: string | null = null;
  /** The session in which a seat was wanted last, and not to be had. */
  #turnedTo: string | null = null;
  /** What the student gave back since the page was loaded, by slot. */
  readonly returned = new Map<string, Booking>();
  /** Giving a seat back, passing it on, moving it, leaving the queue. */
  readonly leaving: SeatLeaving;
  /** What else there is for who cannot have a session. */
  readonly onward: OnwardLoader;
  /** Notes to the mentor as typed so far, by slot. */
  readonly #drafts = new Map<string, string>();
  readonly #notices: SlotNotices;
  readonly #news: SeatNews;
  readonly #queue: QueueNews;
  readonly #booking: SeatBooking;
  readonly #waiting: SeatWaiting;
  readonly #looked: LookedAt;
  readonly #calendar: AddToCalendar;
  #userId: string | null;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly ways: Ways,
  ) {
    this.#notices = new SlotNotices(viewing);
    this.#news = new SeatNews(viewing);
    this.#queue = new QueueNews(viewing, this.#notices);
    this.#booking = new SeatBooking(viewing, this.#notices, (slotId, isBooked) =>
      isBooked ? this.#booked(slotId) : this.#queue.ownHand(slotId, false),
    );
    this.#waiting = new SeatWaiting(
      viewing,
      this.#notices,
      (slotId) => this.#booked(slotId),
      (slotId, failure) => this.#booking.refused(slotId, failure, null),
    );
    this.onward = new OnwardLoader(viewing, this.#notices);
    this.leaving = new SeatLeaving(viewing, this.#notices, this.onward, {
      gaveBack: (booking) => this.#gaveBack(booking),
      asked: (slotId) => this.#queue.ownHand(slotId, true),
      refused: (slotId) => this.#queue.ownHand(slotId, false),
      moved: (booking, left) => this.#moved(booking, left),
    });
    this.#calendar = new AddToCalendar(viewing, ways.subscribe);
    this.#looked = new LookedAt(viewing, this.#notices);
    this.#userId = viewing.client?.userId ?? null;
  }

  /** Other sessions are shown. */
  clear(): void {
    this.openId = this.#turnedTo = null;
    this.#notices.clear();
    this.leaving.clear();
    this.onward.close();
  }

  /** What one person typed and gave back is not the next one's. */
  forgetOthers(): void {
    const userId = this.viewing.client?.userId;
    if (!userId || userId === this.#userId) return;
    if (this.#userId) {
      this.#drafts.clear();
      this.returned.clear();
      this.clear();
    }
    this.#userId = userId;
  }

  /** Before each drawing: with what the viewer has open, though its mentor has taken it away. */
  withLooked(sessions: readonly Session[]): readonly Session[] {
    return this.#looked.update(sessions, this.openId ?? this.#turnedTo);
  }

  /** Before each drawing. `before`: what was shown until now. */
  update(before: readonly Session[], sessions: readonly Session[]): void {
    this.#queue.update(sessions);
    this.leaving.update(sessions);
    this.#notices.update(sessions, this.openId);
    this.#news.update(before, sessions);
  }

  /** What was said last, for a status line. */
  get said(): string {
    if (this.#notices.said) return this.#notices.said;
    if (this.#waiting.isAnyBusy) return this.viewing.text('joining');
    return this.#booking.isAnyBusy ? this.viewing.text('booking') : '';
  }

  /** Which seats have changed, for a status line of its own. */
  get seatNews(): string {
    return this.#news.said;
  }

  isBusy(slotId: string): boolean {
    return this.#booking.isBusy(slotId) || this.#waiting.isBusy(slotId);
  }

  /** Somebody else was faster, and the viewer may wait. */
  hasLost(slotId: string): boolean {
    return this.#notices.get(slotId)?.mayWait === true;
  }

  notice(slotId: string): Notice | undefined {
    return this.#notices.get(slotId);
  }

  /** Opens a session's details, or closes them. */
  toggle(slot: SlotView): void {
    const { viewing } = this;
    this.#notices.dismissMove(slot.id);
    this.#turnedTo = null;
    this.openId = this.openId === slot.id ? null : slot.id;
    if (this.openId) viewing.element.dispatchEvent(new SlotSelectedEvent(slot));
    viewing.changed();
  }

  book(session: Session): void {
    const { slot } = session;
    this.#turnedTo = slot.id;
    this.#queue.ownHand(slot.id, true);
    void this.#booking.book(slot, this.#noteOf(session));
  }

  /** Joins the queue, with the note that was typed. */
  wait(session: Session): void {
    this.#turnedTo = session.slot.id;
    void this.#waiting.wait(session.slot, this.#noteOf(session));
  }

  /** What stands in its field: as typed, else the note of the booking that was given back. */
  #noteOf({ slot, booking }: Session): string {
    const earlier = booking && !holdsSeat(booking.status) ? booking.note : null;
    return this.#drafts.get(slot.id) ?? earlier ?? '';
  }

  signIn({ slot }: Session): void {
    this.#booking.signIn(slot.id);
  }

  /** Opens what else there is for who cannot have this session, or closes it; null: who sees none. */
  toggleOnward(session: Session | null, asksMentor: boolean): void {
    const { id, alumniId, description } = session?.slot ?? { id: '', alumniId: null, description: null };
    void this.onward.toggle({ id, alumniId, description, asksMentor });
  }

  /** The session whose ways into other calendars are open. */
  get calendarId(): string | null {
    return this.#calendar.openId;
  }

  toggleCalendars({ slot }: Session): void {
    this.#calendar.toggle(slot.id);
  }

  calendars(session: Session): unknown {
    return this.#calendar.render(session);
  }

  details(session: Session, context: RowContext): unknown {
    const { id } = session.slot;
    return details(session, context, {
      draft: this.#noteOf(session),
      write: (note) => this.#drafts.set(id, note),
    });
  }

  noticeAnswers(session: Session, context: RowContext): unknown {
    const { slot } = session;
    const notice = this.#notices.get(slot.id);
    const answers = {
      undo: (given: Booking) => void this.#booking.undo(slot, given),
      wait: (given: Booking) => void this.#waiting.wait(slot, given.note ?? ''),
    };
    return notice && noticeAnswers(session, notice, context, answers);
  }

  #booked(slotId: string): void {
    this.#drafts.delete(slotId);
    this.returned.delete(slotId);
    this.#turnedTo = null;
    if (this.openId === slotId) this.openId = null;
    requestAnimationFrame(() => this.#keepInView(slotId));
  }

  /** The card of a booked session is shorter than it was with its details, or with Undo: what it says now may lie above what is seen. */
  #keepInView(slotId: string): void {
    const row = this.viewing.element.renderRoot.querySelector(`[data-id="${slotId}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }

  #moved({ slotId }: Booking, left: Booking): void {
    if (this.openId === left.slotId) this.openId = null;
    this.#booked(slotId);
    this.ways.show(slotId);
    this.ways.moveTo(`[data-id="${slotId}"]`);
  }

  #gaveBack(booking: Booking): void {
    this.returned.set(booking.slotId, booking);
    const answer = this.#notices.get(booking.slotId)?.undo ? ' [data-action=undo]' : '';
    this.ways.moveTo(`[data-id="${booking.slotId}"]${answer}`);
  }
}
