import type { Booking } from '@mentor-slots/contract';
import { whenLong, whenOf } from '../../calendar/format.ts';
import { type Failure, needsSignIn } from '../../client/failure.ts';
import { BookingCancelledEvent, SlotBookedEvent } from '../../element/events.ts';
import { explain, report } from '../../element/failures.ts';
import { requireSignIn } from '../../element/sign-in.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../session.ts';
import { BeforeBookEvent, BeforeCancelEvent } from './before-events.ts';
import type { Note, SlotNotes } from './notices.ts';

/** The question before a seat is given back, while it is open. */
export interface Cancelling {
  booking: Booking;
  isBusy: boolean;
  /** What went wrong. */
  problem: Notice | null;
}

/** Booking and cancelling, each once and by the service's word. */
export class SlotBooking {
  cancelling: Cancelling | null = null;
  busyIds: ReadonlySet<string> = new Set();

  constructor(
    private readonly viewing: Viewing<SlotsName>,
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
    const { viewing, notes } = this;
    const { client, element } = viewing;
    const told = note.trim() || undefined;
    if (!client || this.busyIds.has(id)) return;
    if (!element.dispatchEvent(new BeforeBookEvent(slot, told ?? null))) return;
    this.busyIds = new Set([...this.busyIds, id]);
    if (!before) notes.forget(id);
    notes.said = viewing.text('booking');
    viewing.changed();
    try {
      const booking = await client.api.book({ slotId: id, ...(told && { note: told }) });
      notes.forget(id);
      this.host.booked(id);
      notes.said = viewing.text(booking.status === 'pending' ? 'nowPending' : 'nowBooked', {
        when: whenOf(viewing.viewer, booking.slot),
        name: booking.slot.alumniName,
      });
      element.dispatchEvent(new SlotBookedEvent(booking));
    } catch (error) {
      this.#refused(id, report(viewing, error), before?.undo);
    } finally {
      this.busyIds = new Set([...this.busyIds].filter((one) => one !== id));
      viewing.changed();
    }
  }

  signIn(slotId: string): void {
    const { viewing } = this;
    if (requireSignIn(viewing) && !viewing.element.getToken) {
      this.notes.add(slotId, { tone: 'warn', text: viewing.text('signInNote'), reference: null });
    }
  }

  #refused(id: string, failure: Failure, undo: Booking | undefined): void {
    const { viewing, notes } = this;
    const { code, facts } = failure;
    const { startsAt, endsAt, slotId } = facts;
    if (needsSignIn(failure)) {
      this.signIn(id);
    } else if (code === 'slot_full') {
      notes.add(id, { tone: 'warn', text: viewing.text('seatTakenNote'), reference: null, isLost: true });
      // Where the feed keeps the list this costs nothing; where it does not, the list is read again.
      if (viewing.client?.connection !== 'live') viewing.client?.retry();
    } else if (code === 'student_conflict' && typeof startsAt === 'string' && typeof endsAt === 'string') {
      const text = viewing.text('conflictNote', { when: whenOf(viewing.viewer, { startsAt, endsAt }) });
      notes.add(id, { tone: 'warn', text, reference: null, goTo: String(slotId) });
    } else {
      const text = this.#explain(failure);
      notes.addFailure(id, failure, { ...(text && { text }), ...(undo && { undo }) });
    }
  }

  /** Until when it would have been possible, where that is why. */
  #explain({ code, facts: { closedAt } }: Failure): string | undefined {
    const { viewing } = this;
    if (typeof closedAt !== 'string') return undefined;
    return viewing.tellText(code, { when: whenLong(viewing.viewer, closedAt) });
  }

  askCancel({ booking }: Session): void {
    this.notes.dismissMove(booking?.slotId);
    if (booking) this.cancelling = { booking, isBusy: false, problem: null };
    this.viewing.changed();
  }

  keep(): void {
    this.cancelling = null;
    this.viewing.changed();
  }

  async cancel(): Promise<void> {
    const { cancelling, viewing } = this;
    const { client, element } = viewing;
    if (!cancelling || cancelling.isBusy || !client) return;
    const { booking } = cancelling;
    if (!element.dispatchEvent(new BeforeCancelEvent(booking))) {
      this.keep();
      return;
    }
    this.cancelling = { ...cancelling, isBusy: true, problem: null };
    viewing.changed();
    try {
      const done = await client.api.cancel({ bookingId: booking.id });
      this.cancelling = null;
      const text = viewing.text('nowCancelled', { when: whenOf(viewing.viewer, done.slot) });
      this.notes.add(done.slotId, { tone: 'good', text, reference: null, undo: done });
      this.host.returned(done);
      element.dispatchEvent(new BookingCancelledEvent(done));
    } catch (error) {
      const failure = report(viewing, error);
      const text = this.#explain(failure) ?? explain(viewing, failure);
      const problem = { tone: 'bad', text, reference: failure.requestId } as const;
      if (this.cancelling) this.cancelling = { booking, isBusy: false, problem };
    }
    viewing.changed();
  }
}
