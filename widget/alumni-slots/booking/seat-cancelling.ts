import type { Booking } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import { BookingCancelledEvent } from '../../element/events.ts';
import { failureNotice } from '../../element/failures.ts';
import { Submission } from '../../element/submission.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import { BeforeCancelEvent } from './events.ts';
import type { SlotNotices } from './notices.ts';
import { explainRefusal } from './refusal.ts';

/** The question before a seat is given back, and giving it back. */
export class SeatCancelling {
  /** The booking that the question is about, while it is open. */
  booking: Booking | null = null;
  /** What went wrong. */
  problem: Notice | null = null;
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

  async cancel(): Promise<void> {
    const { booking, viewing } = this;
    const { client, element } = viewing;
    if (!booking || this.isBusy || !client) return;
    if (!element.dispatchEvent(new BeforeCancelEvent(booking))) return this.keep();
    this.problem = null;
    // Somebody may have closed the question meanwhile, and asked it of another session.
    const isAsked = () => this.booking?.id === booking.id;
    const work = async () => {
      const done = await client.api.cancel({ bookingId: booking.id });
      if (isAsked()) this.keep();
      const text = viewing.text('nowCancelled', { when: whenOf(viewing.viewer, done.slot) });
      this.notices.add(done.slotId, { tone: 'good', text, reference: null, undo: done });
      this.gaveBack(done);
      element.dispatchEvent(new BookingCancelledEvent(done));
    };
    await this.#submission.run(
      work,
      (failure) => {
        if (isAsked()) {
          this.problem = { ...failureNotice(viewing, failure), text: explainRefusal(viewing, failure) };
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
