import type { Booking } from '@mentor-slots/contract';
import { whenLong, whenOf } from '../calendar/format.ts';
import { type Failure, needsSignIn } from '../client/failure.ts';
import { BookingCancelledEvent, SlotBookedEvent } from '../element/events.ts';
import type { Stage } from '../element/stage.ts';
import type { Said } from '../look/note-line.ts';
import { BeforeBookEvent, BeforeCancelEvent } from './before-events.ts';
import type { Session } from './session.ts';
import type { Note, SlotNotes } from './slot-notes.ts';

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
      /** The service has agreed. */
      booked(slotId: string): void;
      /** The seat was given back. */
      returned(booking: Booking): void;
    },
  ) {}

  /** Once more with the note of the booking that was given back. */
  undo(session: Session, { note }: Booking): Promise<void> {
    return this.book(session, note ?? '', this.notes.get(session.slot.id));
  }

  /** With a note to the mentor. `before`: what stood at the session, where trying again is to stay possible. */
  async book({ slot }: Session, note: string, before?: Note): Promise<void> {
    const { id } = slot;
    const { stage, notes } = this;
    const { client, element } = stage;
    const told = note.trim() || undefined;
    if (!client || this.busyIds.has(id)) return;
    if (!element.dispatchEvent(new BeforeBookEvent(slot, told ?? null))) return;
    this.busyIds = new Set([...this.busyIds, id]);
    if (!before) notes.forget(id);
    notes.said = stage.text('booking');
    stage.changed();
    try {
      const booking = await client.request<Booking>('POST', '/book', { slotId: id, note: told });
      notes.forget(id);
      this.host.booked(id);
      notes.said = stage.text(booking.status === 'pending' ? 'nowPending' : 'nowBooked', {
        when: whenOf(stage.viewer, booking.slot),
        name: booking.slot.alumniName,
      });
      element.dispatchEvent(new SlotBookedEvent(booking));
    } catch (error) {
      this.#refused(id, stage.report(error), before?.undo);
    } finally {
      this.busyIds = new Set([...this.busyIds].filter((one) => one !== id));
      stage.changed();
    }
  }

  signIn(slotId: string): void {
    const { stage } = this;
    if (stage.requireSignIn() && !stage.element.getToken) {
      this.notes.add(slotId, { tone: 'warn', text: stage.text('signInNote'), reference: null });
    }
  }

  #refused(id: string, failure: Failure, undo: Booking | undefined): void {
    const { stage, notes } = this;
    const { code, facts } = failure;
    const { startsAt, endsAt, slotId } = facts;
    if (needsSignIn(failure)) {
      this.signIn(id);
    } else if (code === 'slot_full') {
      notes.add(id, { tone: 'warn', text: stage.text('seatTakenNote'), reference: null, isLost: true });
      // Where the feed keeps the list this costs nothing; where it does not, the list is read again.
      if (stage.client?.connection !== 'live') stage.client?.retry();
    } else if (code === 'student_conflict' && typeof startsAt === 'string' && typeof endsAt === 'string') {
      const text = stage.text('conflictNote', { when: whenOf(stage.viewer, { startsAt, endsAt }) });
      notes.add(id, { tone: 'warn', text, reference: null, goTo: String(slotId) });
    } else {
      const text = this.#explain(failure);
      notes.addFailure(id, failure, { ...(text && { text }), ...(undo && { undo }) });
    }
  }

  /** Until when it would have been possible, where that is why. */
  #explain({ code, facts: { closedAt } }: Failure): string | undefined {
    const { text, viewer } = this.stage;
    return typeof closedAt === 'string' ? text(code, { when: whenLong(viewer, closedAt) }) : undefined;
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
    const { client, element } = stage;
    if (!cancelling || cancelling.isBusy || !client) return;
    const { booking } = cancelling;
    if (!element.dispatchEvent(new BeforeCancelEvent(booking))) {
      this.keep();
      return;
    }
    this.cancelling = { ...cancelling, isBusy: true, problem: null };
    stage.changed();
    try {
      const done = await client.request<Booking>('POST', '/cancel', { bookingId: booking.id });
      this.cancelling = null;
      const text = stage.text('nowCancelled', { when: whenOf(stage.viewer, done.slot) });
      this.notes.add(done.slotId, { tone: 'good', text, reference: null, undo: done });
      this.host.returned(done);
      element.dispatchEvent(new BookingCancelledEvent(done));
    } catch (error) {
      const failure = stage.report(error);
      const text = this.#explain(failure) ?? stage.explain(failure);
      const problem = { tone: 'bad', text, reference: failure.requestId } as const;
      if (this.cancelling) this.cancelling = { booking, isBusy: false, problem };
    }
    stage.changed();
  }
}
