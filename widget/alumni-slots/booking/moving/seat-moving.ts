import type { Booking, SlotView } from '@mentor-slots/contract';
import { whenOf } from '../../../calendar/format.ts';
import { bookingCalls } from '../../../client/calls/booking-calls.ts';
import type { Failure } from '../../../client/failure.ts';
import type { Loaded } from '../../../client/loaded.ts';
import { isPast, type Passing } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { Viewing } from '../../../element/viewing.ts';
import type { Notice } from '../../../look/notice.ts';
import type { SlotsName } from '../../../text/names.ts';
import type { Session } from '../../rows/session.ts';
import { BeforeMoveEvent, BookingMovedEvent } from '../events.ts';
import type { SlotNotices } from '../notices.ts';
import { explainRefusal, refusalNotice } from '../refusal.ts';
import { type Choices, choicesAmong, sessionsWithout } from './choices.ts';

/** So many are seen at first, and with each press for more. */
const several = 6;

/** What went wrong, and at which choice it was pressed. */
type Problem = Notice & Passing & { at: string };

/** The question to which other session a seat is to be moved, and moving it. */
export class SeatMoving {
  /** The seat that the question is about, as it is now; null: it is not asked. */
  session: Session | null = null;
  choices: Choices = { list: [], clashing: 0 };
  /** Whether it is known what the mentor has. */
  loaded: Loaded<readonly Session[]> = { state: 'loading' };
  /** How many of the choices are seen. */
  shown = several;
  problem: Problem | null = null;
  /** Which choice was lost last, for a status line. */
  news = '';
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
    /** What becomes of it besides. */
    private readonly tell: {
      asked(slotId: string): void;
      refused(slotId: string): void;
      /** The service has agreed. */
      moved(booking: Booking, left: Booking): void;
    },
  ) {
    this.#submission = new Submission(viewing);
  }

  ask(session: Session): void {
    const { slot } = session;
    this.notices.dismissMove(slot.id);
    this.session = session;
    this.choices = { list: [], clashing: 0 };
    this.shown = several;
    this.#clear();
    this.#read();
    this.viewing.changed();
  }

  close(): void {
    this.session = null;
    this.#clear();
    this.viewing.changed();
  }

  showMore(): void {
    this.shown += several;
    this.viewing.changed();
  }

  /** Is the seat being moved, to that session if one is given? */
  isBusy(slotId?: string): boolean {
    return slotId === undefined ? this.#submission.isAnyBusy : this.#submission.isBusy(slotId);
  }

  /** Before each drawing. The question is over with the seat that it is about. */
  update(sessions: readonly Session[]): void {
    const { viewing } = this;
    const asked = this.session;
    if (!asked) return;
    if (this.problem && isPast(this.problem, viewing)) this.problem = null;
    const now = sessions.find(({ booking }) => booking?.id === asked.booking?.id);
    this.session = now?.isTheirs && Date.parse(now.slot.startsAt) > viewing.now ? now : null;
    if (this.session) this.#read();
    else this.#clear();
  }

  /** What there is to choose, by what is known now. */
  #read(): void {
    const { viewing, session } = this;
    if (!session?.booking) return;
    this.loaded = sessionsWithout(viewing, session.booking);
    if (this.loaded.state !== 'ready') return;
    const before = this.choices.list;
    this.choices = choicesAmong(this.loaded.value, session.slot.id, before);
    const gone = this.choices.list.find(
      ({ session: { slot }, lost }) =>
        lost && before.some((one) => one.session.slot.id === slot.id && !one.lost),
    );
    if (!gone?.lost) return;
    this.news = `${whenOf(viewing.viewer, gone.session.slot)}: ${viewing.text(gone.lost)}`;
  }

  async move(slot: SlotView): Promise<void> {
    const { viewing, notices, session, tell } = this;
    const { client, element, viewer } = viewing;
    const booking = session?.booking;
    if (!client || !booking || this.isBusy()) return;
    if (!element.dispatchEvent(new BeforeMoveEvent(booking, slot))) return this.close();
    this.#clear();
    tell.asked(slot.id);
    const work = async () => {
      const done = await bookingCalls(client.api).move({ bookingId: booking.id, slotId: slot.id });
      const { left } = done;
      const facts = {
        when: whenOf(viewer, done.booking.slot),
        before: whenOf(viewer, left.slot),
        name: left.slot.alumniName,
      };
      if (this.session?.booking?.id === booking.id) this.close();
      notices.forget(left.slotId);
      notices.put(slot.id, {
        tone: 'good',
        text: viewing.text('movedFrom', { when: facts.before }),
        reference: null,
        whileTheirs: true,
      });
      notices.said = viewing.text(done.booking.status === 'pending' ? 'nowMovedPending' : 'nowMoved', facts);
      tell.moved(done.booking, left);
      element.dispatchEvent(new BookingMovedEvent(done.booking, left));
    };
    await this.#submission.run(work, (failure) => this.#refused(booking, slot, failure), slot.id);
  }

  /** All is as it was: it says why where it was pressed, and what there is to choose is read anew. */
  #refused(booking: Booking, slot: SlotView, failure: Failure): void {
    const { viewing, tell } = this;
    tell.refused(slot.id);
    if (this.session?.booking?.id !== booking.id) return;
    const { code } = failure;
    const isAboutLeft = code === 'cancel_closed' || code === 'nothing_to_move';
    const about = whenOf(viewing.viewer, isAboutLeft ? booking.slot : slot);
    // To wait for a seat is no move.
    const why = code === 'slot_full' ? viewing.text('seatTakenNote') : explainRefusal(viewing, failure);
    this.problem = { ...refusalNotice(viewing, failure, `${about}: ${why}`), at: slot.id };
    // Where the feed keeps the list this costs nothing; where it does not, the list is read again.
    if (viewing.client?.connection !== 'live') viewing.client?.retry();
  }

  #clear(): void {
    this.problem = null;
    this.news = '';
  }
}
