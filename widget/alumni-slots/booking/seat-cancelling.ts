import type { Booking } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import { whenOf } from '../../calendar/format.ts';
import { bookingCalls } from '../../client/calls/booking-calls.ts';
import { BookingCancelledEvent } from '../../element/events.ts';
import { isPast, type Passing } from '../../element/submission/outage.ts';
import { Submission } from '../../element/submission/submission.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';
import { BeforeCancelEvent } from './events.ts';
import type { SlotNotices } from './notices.ts';
import { refusalNotice } from './refusal.ts';

/** What is said of the end of what was no seat yet. */
const told = { waitlisted: 'nowLeft', offered: 'nowPassed' } as const;

/** The question before a seat is given back, a held one passed on or the queue left, and doing so. */
export class SeatCancelling {
  /** The booking that the question is about, while it is open. */
  booking: Booking | null = null;
  /** What went wrong. */
  problem: (Notice & Passing) | null = null;
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
    /** The service has taken the seat back. */
    private readonly gaveBack: (booking: Booking) => void,
  ) {
    this.#submission = new Submission(viewing);
  }

  /** The seat is being given back. */
  get isBusy(): boolean {
    return this.booking !== null && this.#submission.isBusy(this.booking.id);
  }

  ask(booking: Booking): void {
    this.notices.dismissMove(booking.slotId);
    this.#show(booking);
  }

  keep(): void {
    this.#show(null);
  }

  /** Before each drawing: what one is asked about a queue is not asked about a seat that has come meanwhile. */
  update(sessions: readonly Session[]): void {
    if (this.problem && isPast(this.problem, this.viewing)) this.problem = null;
    const asked = this.booking;
    if (!asked || !(asked.status in told)) return;
    const now = sessions.find(({ booking }) => booking?.id === asked.id);
    if (now?.booking?.status === asked.status && now.isQueued) return;
    this.booking = this.problem = null;
  }

  async cancel(): Promise<void> {
    const { booking, viewing } = this;
    const { client, element } = viewing;
    if (!booking || this.isBusy || !client) return;
    if (!element.dispatchEvent(new BeforeCancelEvent(booking))) return this.keep();
    this.problem = null;
    // Somebody may have closed the question meanwhile, and asked it of another session.
    const isAsked = () => this.booking?.id === booking.id;
    const work = async () => {
      const done = await bookingCalls(client.api).cancel({ bookingId: booking.id });
      if (isAsked()) this.keep();
      const name = told[booking.status as keyof typeof told] ?? 'nowCancelled';
      const text = viewing.text(name, { when: whenOf(viewing.viewer, done.slot) });
      const undo = holdsSeat(booking.status) && booking.status !== 'offered' ? done : undefined;
      this.notices.add(done.slotId, { tone: 'good', text, reference: null, ...(undo && { undo }) });
      this.gaveBack(done);
      element.dispatchEvent(new BookingCancelledEvent(done));
    };
    await this.#submission.run(
      work,
      (failure) => {
        if (isAsked()) {
          this.problem = refusalNotice(viewing, failure);
        }
      },
      booking.id,
    );
  }

  #show(booking: Booking | null): void {
    this.booking = booking;
    this.problem = null;
    this.viewing.changed();
  }
}
