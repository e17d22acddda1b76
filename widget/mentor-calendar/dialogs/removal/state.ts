import type { RosterEntry, Scope, SlotView } from '@mentor-slots/contract';
import { SlotDeletedEvent } from '../../../element/events.ts';
import { explain, failureNotice } from '../../../element/failures.ts';
import { Submission } from '../../../element/submission.ts';
import type { NoticePlace } from '../../context/calendar-context.ts';
import { studentName } from '../../context/student-name.ts';
import type { DialogContext } from '../dialog-context.ts';
import { peopleIn } from '../people.ts';
import type { Problem } from '../problem.ts';
import { sessionsIn } from '../series-scope.ts';

/** The question before a session is deleted or a request declined, while it is open; and confirming, without one. */
export class SlotRemoval {
  slot: SlotView | null = null;
  /** Whose request is declined; null: the session is deleted. */
  entry: RosterEntry | null = null;
  scope: Scope = 'this';
  /** What the students get to read. */
  message = '';
  problem: Problem | null = null;
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
    this.entry = entry;
    this.scope = 'this';
    this.message = '';
    this.problem = null;
    this.context.viewing.changed();
  }

  close(): void {
    this.slot = null;
    this.context.viewing.changed();
  }

  /** Who is declined. */
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

  async submit(): Promise<void> {
    const { slot, entry, context } = this;
    if (!slot || this.isBusy) return;
    this.problem = null;
    await this.#submission.run(
      async () => {
        await (entry ? this.#decline(slot, entry) : this.#delete(slot));
        if (this.slot === slot) this.slot = null;
      },
      (failure) => {
        this.problem = failureNotice(context.viewing, failure);
      },
    );
  }

  async confirm(slot: SlotView, entry: RosterEntry, place: NoticePlace): Promise<void> {
    const { viewing, notify } = this.context;
    await this.#confirming.run(
      async () => {
        await viewing.client?.api.confirm(slot.id, entry.id);
        notify(viewing.text('saidConfirmed', { name: studentName(entry) }), slot.id, null, place);
      },
      (failure) => notify(explain(viewing, failure), slot.id, failure, place),
      entry.id,
    );
  }

  async #decline(slot: SlotView, entry: RosterEntry): Promise<void> {
    const { viewing, notify } = this.context;
    const place = this.#place;
    await viewing.client?.api.decline(slot.id, entry.id, this.message.trim());
    notify(viewing.text('saidDeclined', { name: studentName(entry) }), slot.id, null, place);
  }

  async #delete(slot: SlotView): Promise<void> {
    const { viewing, notify, dispatch } = this.context;
    const message = this.message.trim();
    const { booked, waiting } = peopleIn(this.reached(this.scope));
    const done = await viewing.client?.api.remove(
      slot.id,
      this.scope,
      booked.length + waiting.length ? message : '',
    );
    const { deleted = 0, cancelled = 0 } = done ?? {};
    const sentences = [
      deleted && viewing.text('saidDeleted', { count: deleted }),
      cancelled && viewing.text('saidCalledOff', { count: cancelled }),
    ];
    // At what was called off, which shows who was in it and the message.
    notify(sentences.filter(Boolean).join(' '), slot.id);
    dispatch(new SlotDeletedEvent(slot, deleted, cancelled));
  }
}
