import type { CreateSlot, SlotView } from '@mentor-slots/contract';
import { type Day, daysBetween } from '../../../calendar/dates.ts';
import type { Failure } from '../../../client/failure.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { CalendarName } from '../../../text/names.ts';
import { clashesOf } from '../clashes.ts';
import { withDay } from '../day-set.ts';
import type { DialogContext } from '../dialog-context.ts';
import { clock, freeTimes, minutesOf } from '../free-time.ts';
import { Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { announceNew, callsOf, Publishing } from '../publishing.ts';
import { lengthOf, type Times, timesOf, withTime } from '../typed-times.ts';

/** What stands in the small form. */
export interface QuickDraft extends Times {
  seats: string;
}

export type QuickField = Exclude<keyof QuickDraft, 'length'>;

/** The small form for one day or several, while it is open. */
export class QuickAdding {
  /** Soonest first; empty while the form is closed. */
  days: readonly Day[] = [];
  draft: QuickDraft = { ...timesOf('', ''), seats: '1' };
  problem: Problem | null = null;
  /** What the service says of these days: sessions in the way, and when the alumnus is busy elsewhere. */
  readonly plan: Plan<CreateSlot>;

  #out: ReadonlySet<Day> = new Set();
  readonly #publishing = new Publishing();
  readonly #submission: Submission;

  constructor(
    private readonly context: DialogContext,
    private readonly closed: () => void,
  ) {
    const { viewing } = context;
    this.#submission = new Submission(viewing);
    this.plan = new Plan((body) => callsOf(viewing)?.preview(body) ?? null, viewing.changed);
  }

  /** All of the mentor's, as far as they are known. */
  get slots(): readonly SlotView[] {
    return this.context.slots();
  }

  get isBusy(): boolean {
    return this.#submission.isBusy();
  }

  /** As long, and for as many, as the session that was added last; at its time, or at the next at which all the days are free. */
  open(days: readonly Day[]): void {
    const { viewing } = this.context;
    const slots = this.context.slots();
    const last = newest(slots);
    const wanted = {
      start: minutesOf(last?.startTime ?? '10:00'),
      end: minutesOf(last?.endTime ?? '11:00') || 24 * 60,
    };
    const { start, end } = freeTimes(wanted, days, slots, viewing.viewer.timeZone);
    this.draft = {
      ...timesOf(clock(start), clock(end)),
      seats: String(last?.maxParticipants ?? 1),
    };
    this.days = days;
    this.#out = new Set();
    this.plan.forget(true);
    this.#changed();
  }

  close(): void {
    this.days = [];
    this.plan.forget(true);
    this.closed();
    this.context.viewing.changed();
  }

  set(field: QuickField, value: string): void {
    const changes = field === 'seats' ? { seats: value } : withTime(this.draft, field, value);
    this.draft = { ...this.draft, ...changes };
    this.#changed();
  }

  leaveOut(day: Day, isOut: boolean): void {
    this.#out = withDay(this.#out, day, isOut);
    this.problem = null;
    this.context.viewing.changed();
  }

  isOut(day: Day): boolean {
    return this.#out.has(day);
  }

  get chosen(): readonly Day[] {
    return this.days.filter((day) => !this.isOut(day));
  }

  /** To the whole form, with what is here. */
  more(): void {
    const { chosen, draft, context } = this;
    const [date = this.days[0] ?? ''] = chosen;
    this.close();
    context.compose({ ...draft, date, lastDate: chosen.length > 1 ? chosen.at(-1) : undefined });
  }

  async submit(): Promise<void> {
    const { context, days, draft } = this;
    const calls = callsOf(context.viewing);
    if (!calls || this.isBusy || !this.#check()) return;
    this.problem = null;
    await this.#submission.run(
      async () => {
        const made = await this.#publishing.send(calls.publish, this.#body(this.chosen));
        // What was changed meanwhile is still there to be added.
        if (this.days === days && this.draft === draft) this.close();
        announceNew(context, made);
      },
      (failure) => this.#refuse(failure, days.length > 1),
    );
  }

  #refuse(failure: Failure, isMany: boolean): void {
    const { viewing } = this.context;
    const clashes = clashesOf(failure);
    if (isMany) this.#out = new Set([...this.#out, ...clashes.map(({ date }) => date)]);
    this.problem = clashes.length
      ? { tone: 'bad', text: viewing.text(isMany ? 'clashesLeftOut' : 'clashes'), reference: null, clashes }
      : passingNotice(viewing, failure);
  }

  /** One session, or one a day from the first to the last day without those left out: all of them or none. */
  #body(chosen: readonly Day[], seats = this.draft.seats): CreateSlot {
    const { startTime, endTime } = this.draft;
    const [date = ''] = chosen;
    const last = chosen.at(-1) ?? date;
    const skip = this.days.filter((day) => day > date && day < last && !chosen.includes(day));
    const count = daysBetween(date, last) + 1;
    return {
      date,
      startTime,
      endTime,
      timeZone: this.context.viewing.viewer.timeZone,
      maxParticipants: Number(seats),
      ...(count > 1 && { repeat: { every: 'day', count, ...(skip.length && { skip }) } }),
    };
  }

  /** Draws again, and asks what is at these times on all the days, left out or not. */
  #changed(): void {
    const { startTime, endTime } = this.draft;
    this.problem = null;
    if (startTime && endTime && lengthOf(this.draft) > 0) this.plan.ask(this.#body(this.days, '1'));
    else this.plan.forget(true);
    this.context.viewing.changed();
  }

  #check(): boolean {
    const { viewing } = this.context;
    const name = this.#finding();
    if (name) this.problem = { tone: 'bad', text: viewing.text(name), reference: null };
    viewing.changed();
    return name === null;
  }

  /** What a person can see to be wrong, without asking the service: the name of a text. */
  #finding(): CalendarName | null {
    const { startTime, endTime, seats } = this.draft;
    if (!startTime) return 'needStart';
    if (!endTime) return 'needEnd';
    if (lengthOf(this.draft) <= 0) return 'end_not_after_start';
    if (!/^\d+$/.test(seats) || Number(seats) < 1 || Number(seats) > 500) return 'badSeats';
    return this.chosen.length ? null : 'noDateLeft';
  }
}

function newest(slots: readonly SlotView[]): SlotView | null {
  return slots.reduce<SlotView | null>(
    (last, slot) => (last && last.createdAt >= slot.createdAt ? last : slot),
    null,
  );
}
