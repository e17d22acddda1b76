import type { Booking, SlotView } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import { bookingCalls } from '../../client/calls/booking-calls.ts';
import { type Failure, needsSignIn } from '../../client/failure.ts';
import { SlotBookedEvent } from '../../element/events.ts';
import { requireSignIn } from '../../element/sign-in.ts';
import { Submission } from '../../element/submission/submission.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import { BeforeBookEvent } from './events.ts';
import type { SlotNotices } from './notices.ts';
import { explainRefusal, refusalNotice } from './refusal.ts';

/** A session that the viewer cannot have now, though they may book others. */
const outOfReach =
  /^(slot_(started|completed|cancelled|not_found)|booking_closed|booking_not_open|offer_lapsed|waitlist_full)$/;

/** Books seats, each once and by the service's word. */
export class SeatBooking {
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
    /** The service has agreed, or not. */
    private readonly answered: (slotId: string, isBooked: boolean) => void,
  ) {
    this.#submission = new Submission(viewing);
  }

  isBusy(slotId: string): boolean {
    return this.#submission.isBusy(slotId);
  }

  get isAnyBusy(): boolean {
    return this.#submission.isAnyBusy;
  }

  /** Books with a note to the mentor. */
  async book(slot: SlotView, note: string): Promise<void> {
    await this.#submit(slot, note, null);
  }

  /** Books once more, with the note of the booking that was given back. */
  async undo(slot: SlotView, given: Booking): Promise<void> {
    await this.#submit(slot, given.note ?? '', given);
  }

  signIn(slotId: string): void {
    const { viewing } = this;
    if (requireSignIn(viewing) && !viewing.element.getToken) {
      this.notices.add(slotId, { tone: 'warn', text: viewing.text('signInNote'), reference: null });
    }
  }

  /** `given`: the booking that this is to undo the return of; its notice stays until then, so that it can be tried again. */
  async #submit(slot: SlotView, note: string, given: Booking | null): Promise<void> {
    const { viewing, notices } = this;
    const { client, element } = viewing;
    const { id } = slot;
    const told = note.trim() || undefined;
    if (!client || this.isBusy(id)) return;
    if (!element.dispatchEvent(new BeforeBookEvent(slot, told ?? null))) return;
    if (!given) notices.forget(id);
    notices.said = '';
    const work = async () => {
      const booking = await bookingCalls(client.api).book({ slotId: id, ...(told && { note: told }) });
      notices.forget(id);
      this.answered(id, true);
      notices.said = viewing.text(booking.status === 'pending' ? 'nowPending' : 'nowBooked', {
        when: whenOf(viewing.viewer, booking.slot),
        name: booking.slot.alumniName,
      });
      element.dispatchEvent(new SlotBookedEvent(booking));
    };
    await this.#submission.run(work, (failure) => this.refused(id, failure, given), id);
  }

  /** Says why the service did not agree. `given`: the booking whose return was to be undone. */
  refused(slotId: string, failure: Failure, given: Booking | null): void {
    const { viewing, notices } = this;
    this.answered(slotId, false);
    const { code, facts } = failure;
    const text = explainRefusal(viewing, failure);
    if (needsSignIn(failure)) {
      this.signIn(slotId);
    } else if (code === 'slot_full') {
      const mayWait = facts.mayWait === true;
      notices.add(slotId, { tone: 'warn', text, reference: null, leadsOn: true, mayWait });
      // Where the feed keeps the list this costs nothing; where it does not, the list is read again.
      if (viewing.client?.connection !== 'live') viewing.client?.retry();
    } else if (code === 'student_conflict') {
      notices.add(slotId, { tone: 'warn', text, reference: null, goTo: String(facts.slotId), leadsOn: true });
    } else {
      notices.add(slotId, {
        ...refusalNotice(viewing, failure),
        ...(outOfReach.test(code) && { leadsOn: true }),
        ...(code === 'limit_reached' && { atLimit: true }),
        ...(given && { undo: given }),
      });
    }
  }
}
