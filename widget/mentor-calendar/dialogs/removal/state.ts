import type { Deleted, RosterEntry, Scope, SlotView } from '@mentor-slots/contract';
import type { Failure } from '../../../client/failure.ts';
import { SlotDeletedEvent } from '../../../element/events.ts';
import { explain } from '../../../element/failures.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { NoticePlace } from '../../context/calendar-context.ts';
import { studentName } from '../../context/student-name.ts';
import { byMail } from '../by-mail.ts';
import type { DialogContext } from '../dialog-context.ts';
import { peopleIn } from '../people.ts';
import type { Problem } from '../problem.ts';
import { callsOf } from '../publishing.ts';
import { sessionsIn } from '../series-scope.ts';
import { type OfferPlan, offerable, planOffers } from './offering.ts';

/** The question before a session is deleted or somebody declined or taken out, while it is open; and confirming, without one. */
export class SlotRemoval {
  slot: SlotView | null = null;
  scope: Scope = 'this';
  /** What the students get to read. */
  message = '';
  problem: Problem | null = null;
  /** As they were when it was asked. */
  #entry: RosterEntry | null = null;
  /** The ids of the sessions in which seats are offered instead. */
  #chosen: ReadonlySet<string> = new Set();
  /** Where it was asked for. */
  #place: NoticePlace = 'day';
  readonly #submission: Submission;
  /** Requests are confirmed each by itself. */
  readonly #confirming: Submission;

  constructor(private readonly context: DialogContext) {
    this.#submission = new Submission(context.viewing);
    this.#confirming = new Submission(context.viewing);
  }

  get isBusy(): boolean {
    return this.#submission.isBusy();
  }

  isConfirming(bookingId: string): boolean {
    return this.#confirming.isBusy(bookingId);
  }

  open(slot: SlotView, entry: RosterEntry | null, place: NoticePlace = 'day'): void {
    this.#place = place;
    this.slot = slot;
    this.#entry = entry;
    this.scope = 'this';
    this.message = '';
    this.#chosen = new Set();
    this.problem = null;
    this.context.viewing.changed();
  }

  close(): void {
    this.slot = null;
    this.context.viewing.changed();
  }

  /** Who is declined or taken out, as they stand now: whoever waits may get a seat meanwhile. Null: the session is deleted. */
  get entry(): RosterEntry | null {
    const asked = this.#entry;
    const { bookings = [] } = this.context.slots().find(({ id }) => id === this.slot?.id) ?? {};
    return bookings.find(({ id }) => id === asked?.id) ?? asked;
  }

  /** What they are called. */
  get name(): string {
    return this.entry ? studentName(this.entry) : '';
  }

  choose(scope: Scope): void {
    this.scope = scope;
    this.context.viewing.changed();
  }

  reached(scope: Scope): readonly SlotView[] {
    const { slot, context } = this;
    return slot ? sessionsIn(context.slots(), slot, scope, context.viewing.now, true) : [];
  }

  /** Does somebody wait who would get the seat? */
  get hasQueue(): boolean {
    const { slot } = this;
    return Boolean(slot && this.context.slots().some(({ id, waiting }) => id === slot.id && waiting));
  }

  /** In which sessions those who lose their seat can be offered another. */
  get offerable(): readonly SlotView[] {
    const { context } = this;
    const removed = this.reached(this.scope);
    return peopleIn(removed).booked.length ? offerable(context.slots(), removed, context.viewing.now) : [];
  }

  /** Those of them that are chosen, as far as they still have seats. */
  get chosen(): readonly SlotView[] {
    return this.offerable.filter((slot) => this.isChosen(slot));
  }

  isChosen({ id }: SlotView): boolean {
    return this.#chosen.has(id);
  }

  offer({ id }: SlotView, isOffered: boolean): void {
    const others = [...this.#chosen].filter((one) => one !== id);
    this.#chosen = new Set(isOffered ? [...others, id] : others);
    this.context.viewing.changed();
  }

  /** What the chosen sessions come to. */
  get offers(): OfferPlan {
    return planOffers(this.reached(this.scope), this.chosen);
  }

  async submit(): Promise<void> {
    const { slot, entry } = this;
    if (!slot || this.isBusy) return;
    this.problem = null;
    await this.#submission.run(
      async () => {
        await (entry ? this.#decline(slot, entry) : this.#delete(slot));
        if (this.slot === slot) this.slot = null;
      },
      (failure) => {
        this.problem = this.#refused(failure);
      },
    );
  }

  async confirm(slot: SlotView, entry: RosterEntry, place: NoticePlace): Promise<void> {
    const { viewing, notify } = this.context;
    await this.#confirming.run(
      async () => {
        await this.#calls?.confirm(slot.id, entry.id);
        notify(viewing.text('saidConfirmed', { name: studentName(entry) }), slot.id, null, place);
      },
      (failure) => notify(explain(viewing, failure), slot.id, failure, place),
      entry.id,
    );
  }

  get #calls() {
    return callsOf(this.context.viewing);
  }

  /** A session in which nothing can be offered any more is no longer chosen. */
  #refused(failure: Failure): Problem {
    const { viewing } = this.context;
    const { field, slotId } = failure.facts;
    if (field !== 'offerSlotIds') return passingNotice(viewing, failure);
    this.#chosen = new Set([...this.#chosen].filter((id) => id !== slotId));
    return { tone: 'bad', text: viewing.text('offerClosed'), reference: null };
  }

  async #decline(slot: SlotView, entry: RosterEntry): Promise<void> {
    const { viewing, notify } = this.context;
    const place = this.#place;
    const booking = await this.#calls?.decline(slot.id, entry.id, this.message.trim());
    const said =
      entry.status !== 'pending'
        ? 'saidTakenOut'
        : booking && !booking.slot.seatsLeft
          ? 'saidDeclinedNext'
          : 'saidDeclined';
    notify(viewing.text(said, { name: studentName(entry) }), slot.id, null, place);
  }

  async #delete(slot: SlotView): Promise<void> {
    const { notify, dispatch } = this.context;
    const message = this.message.trim();
    const { booked, waiting } = peopleIn(this.reached(this.scope));
    const chosen = this.chosen.map(({ id }) => id);
    const done = await this.#calls?.remove(
      slot.id,
      this.scope,
      booked.length + waiting.length ? message : '',
      chosen,
    );
    const { deleted = 0, cancelled = 0, offered = 0 } = done ?? {};
    // At what was called off, which shows who was in it and the message.
    notify(this.#said({ deleted, cancelled, offered }, chosen.length > 0), slot.id);
    dispatch(new SlotDeletedEvent(slot, deleted, cancelled, offered));
  }

  #said({ deleted, cancelled, offered }: Deleted, isOffering: boolean): string {
    const { viewing } = this.context;
    const { text } = viewing;
    const sentences = [
      deleted && text('saidDeleted', { count: deleted }),
      cancelled && text('saidCalledOff', { count: cancelled }) + byMail(viewing),
      isOffering && (offered ? text('saidOffered', { count: offered }) : text('saidOfferedNone')),
    ];
    return sentences.filter(Boolean).join(' ');
  }
}
