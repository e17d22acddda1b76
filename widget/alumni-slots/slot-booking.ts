import type { Booking } from '@mentor-slots/contract';
import { whenOf } from '../calendar/format.ts';
import { type Failure, needsSignIn } from '../client/failure.ts';
import { BookingCancelledEvent, SlotBookedEvent } from '../element/events.ts';
import type { Stage } from '../element/stage.ts';
import type { Said } from '../look/note-line.ts';
import type { Session } from './session.ts';
import type { SlotNotes } from './slot-notes.ts';

/** The question before a seat is given back, while it is open. */
export interface Cancelling {
  booking: Booking;
  isBusy: boolean;
  /** What went wrong. */
  problem: Said | null;
}

/** Booking and cancelling, each once and by the service's word. */
export class SlotBooking {
  cancelling: Cancelling | null = null;
  busyIds: ReadonlySet<string> = new Set();

  constructor(
    private readonly stage: Stage,
    private readonly notes: SlotNotes,
    private readonly host: {
      nearestFree(session: Session): Session | null;
      /** The service has agreed. */
      booked(slotId: string): void;
    },
  ) {}

  /** With the note that stands in `drafts`. */
  async book(session: Session, drafts: Map<string, string>): Promise<void> {
    const { id } = session.slot;
    const { stage, notes } = this;
    const { client } = stage;
    if (!client || this.busyIds.has(id)) return;
    this.busyIds = new Set([...this.busyIds, id]);
    notes.forget(id);
    notes.said = stage.text('booking');
    stage.changed();
    try {
      const booking = await client.request<Booking>('POST', '/book', {
        slotId: id,
        note: drafts.get(id)?.trim() || undefined,
      });
      drafts.delete(id);
      this.host.booked(id);
      const { slot } = booking;
      notes.said = stage.text(booking.status === 'pending' ? 'nowPending' : 'nowBooked', {
        when: whenOf(stage.viewer, slot),
        name: slot.alumniName,
      });
      stage.element.dispatchEvent(new SlotBookedEvent(booking));
    } catch (error) {
      this.#refused(session, stage.report(error));
    } finally {
      this.busyIds = new Set([...this.busyIds].filter((one) => one !== id));
      stage.changed();
    }
  }

  signIn({ slot }: Session): void {
    const { stage } = this;
    if (stage.requireSignIn() && !stage.element.getToken) {
      this.notes.add(slot.id, { tone: 'warn', text: stage.text('signInNote'), reference: null });
    }
  }

  #refused(session: Session, failure: Failure): void {
    const { stage, notes } = this;
    const { id } = session.slot;
    if (needsSignIn(failure)) {
      this.signIn(session);
    } else if (failure.code === 'slot_full') {
      const nearest = this.host.nearestFree(session);
      const place = nearest
        ? stage.text('nearestFree', { when: whenOf(stage.viewer, nearest.slot) })
        : stage.text('noneFree');
      const text = `${stage.text('seatTakenNote')} ${place}`;
      notes.add(id, { tone: 'warn', text, reference: null, goTo: nearest?.slot.id });
    } else {
      notes.addFailure(id, failure);
    }
  }

  askCancel({ booking }: Session): void {
    this.notes.dismissMove(booking?.slotId);
    if (booking) this.cancelling = { booking, isBusy: false, problem: null };
    this.stage.changed();
  }

  keep(): void {
    this.cancelling = null;
    this.stage.changed();
  }

  async cancel(): Promise<void> {
    const { cancelling, stage } = this;
    const { client } = stage;
    if (!cancelling || cancelling.isBusy || !client) return;
    const { booking } = cancelling;
    this.cancelling = { ...cancelling, isBusy: true, problem: null };
    stage.changed();
    try {
      const done = await client.request<Booking>('POST', '/cancel', { bookingId: booking.id });
      this.cancelling = null;
      const text = stage.text('nowCancelled', { when: whenOf(stage.viewer, done.slot) });
      this.notes.add(done.slotId, { tone: 'good', text, reference: null });
      stage.element.dispatchEvent(new BookingCancelledEvent(done));
    } catch (error) {
      const failure = stage.report(error);
      const problem = { tone: 'bad', text: stage.explain(failure), reference: failure.requestId } as const;
      if (this.cancelling) this.cancelling = { booking, isBusy: false, problem };
    }
    stage.changed();
  }
}
