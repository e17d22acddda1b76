import type { SlotView } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import { bookingCalls } from '../../client/calls/booking-calls.ts';
import type { Failure } from '../../client/failure.ts';
import { Submission } from '../../element/submission/submission.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import { BeforeSlotWaitlistEvent, SlotWaitlistedEvent } from './events.ts';
import type { SlotNotices } from './notices.ts';

/** Joins the queue for a seat. */
export class SeatWaiting {
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
    /** The service has agreed. */
    private readonly joined: (slotId: string) => void,
    private readonly refused: (slotId: string, failure: Failure) => void,
  ) {
    this.#submission = new Submission(viewing);
  }

  isBusy(slotId: string): boolean {
    return this.#submission.isBusy(slotId);
  }

  get isAnyBusy(): boolean {
    return this.#submission.isAnyBusy;
  }

  /** Waits with a note to the mentor, which goes with the booking once there is a seat. */
  async wait(slot: SlotView, note: string): Promise<void> {
    const { viewing, notices } = this;
    const { client, element } = viewing;
    const { id } = slot;
    const told = note.trim() || undefined;
    if (!client || this.isBusy(id)) return;
    if (!element.dispatchEvent(new BeforeSlotWaitlistEvent(slot, told ?? null))) return;
    notices.said = '';
    const work = async () => {
      const booking = await bookingCalls(client.api).wait({ slotId: id, ...(told && { note: told }) });
      notices.forget(id);
      this.joined(id);
      const line = viewing.text('inLine', { count: booking.waitlistPosition ?? 1 });
      notices.said = `${whenOf(viewing.viewer, booking.slot)}: ${line}`;
      element.dispatchEvent(new SlotWaitlistedEvent(booking));
    };
    await this.#submission.run(work, (failure) => this.refused(id, failure), id);
  }
}
