import type { Copied, Copy, SlotView } from '@mentor-slots/contract';
import { counted } from '../../../calendar/counted.ts';
import { addDays, type Day } from '../../../calendar/dates.ts';
import type { Failure } from '../../../client/failure.ts';
import { SlotCreatedEvent } from '../../../element/events.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { CalendarName } from '../../../text/names.ts';
import { clashesOf } from '../clashes.ts';
import { withDay } from '../day-set.ts';
import type { DialogContext } from '../dialog-context.ts';
import { Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { callsOf, Publishing } from '../publishing.ts';

/** How many days or weeks are offered to tick; others can be added. */
const offered = 8;

/** What is copied: one day, or its week. */
export type Span = 'day' | 'week';

const daysOf = { day: 1, week: 7 } as const;

/** Copying a day's or a week's sessions to others, while the dialog is open. */
export class Copying {
  /** The chosen day; null while the dialog is closed. */
  day: Day | null = null;
  span: Span = 'day';
  /** A clash that was not foreseen is to be left out: the next press copies the rest. */
  skipClashes = false;
  problem: Problem | null = null;
  /** What it would come to. */
  readonly plan: Plan<Copy>;

  /** Chosen and added ones, of either span. */
  #chosen: ReadonlySet<Day> = new Set();
  #added: ReadonlySet<Day> = new Set();
  readonly #publishing = new Publishing();
  readonly #submission: Submission;

  constructor(private readonly context: DialogContext) {
    const { viewing } = context;
    this.#submission = new Submission(viewing);
    this.plan = new Plan((body) => callsOf(viewing)?.previewCopy(body) ?? null, viewing.changed);
  }

  get isBusy(): boolean {
    return this.#submission.isBusy();
  }

  get today(): Day {
    return this.context.calendar().today;
  }

  open(day: Day): void {
    this.day = day;
    this.choose('day');
  }

  close(): void {
    this.day = null;
    this.plan.forget(true);
    this.context.viewing.changed();
  }

  /** All of the mentor's, as far as they are known. */
  get slots(): readonly SlotView[] {
    return this.context.slots();
  }

  /** How many sessions it makes: as the service says, else as many as are copied. */
  get count(): number {
    return this.plan.count ?? this.sources().length * this.chosen.length;
  }

  /** How many of them clash, as far as that is known: they are left out. */
  get clashing(): number {
    return this.plan.dates?.filter((date) => this.plan.isOut(date)).length ?? 0;
  }

  choose(span: Span): void {
    this.span = span;
    this.#chosen = new Set();
    this.#added = new Set();
    this.#changed();
  }

  /** The first day of what is copied: the day, or the first of its week. */
  from(span = this.span): Day {
    return this.#begin(this.day ?? '', span);
  }

  #begin(day: Day, span = this.span): Day {
    return span === 'day' ? day : this.context.weekOf(day);
  }

  /** What would be copied: what the calendar shows on these days, in whichever zone it is held. */
  sources(span = this.span): readonly SlotView[] {
    const { days } = this.context.calendar();
    return counted(daysOf[span], (day) => days.get(addDays(this.from(span), day)) ?? [])
      .flat()
      .filter(({ status }) => status !== 'cancelled');
  }

  /** Where to: the same weekday, or the week, of the next weeks, and what was added. */
  get targets(): readonly Day[] {
    const from = this.from();
    const today = this.#begin(this.today);
    const weeks = counted(offered + 60, (week) => addDays(from, 7 * (week + 1)));
    const next = weeks.filter((day) => day >= today).slice(0, offered);
    return [...new Set([...next, ...this.#added])].sort();
  }

  get chosen(): readonly Day[] {
    return this.targets.filter((day) => this.#chosen.has(day));
  }

  isChosen(day: Day): boolean {
    return this.#chosen.has(day);
  }

  take(day: Day, isTaken: boolean): void {
    this.#chosen = withDay(this.#chosen, day, isTaken);
    this.#changed();
  }

  /** Another day, or the week it is in, as far as it is another. False where it cannot be taken: half typed it is empty, or long over. */
  add(day: Day): boolean {
    if (!day || this.#begin(day) < this.#begin(this.today)) {
      this.#fail(day ? 'start_in_past' : 'needDate');
      return false;
    }
    const start = this.#begin(day);
    if (start === this.from()) return true;
    this.#added = withDay(this.#added, start, true);
    this.take(start, true);
    return true;
  }

  async submit(): Promise<void> {
    const { context, chosen } = this;
    const calls = callsOf(context.viewing);
    if (!calls || this.isBusy) return;
    if (!chosen.length) {
      this.#fail('copyNowhere');
      return;
    }
    this.problem = null;
    await this.#submission.run(
      async () => {
        // What is left out goes by what the service says of the days that are sent, not of those before.
        await this.plan.settled();
        if (!this.day) return;
        if (this.plan.count === 0) {
          this.#fail('allClash');
          return;
        }
        const skipClashes = this.skipClashes || this.clashing > 0;
        const copied = await this.#publishing.send(calls.copy, {
          ...this.#body(),
          skipClashes,
        });
        this.close();
        this.#announce(copied);
      },
      (failure) => this.#refuse(failure),
    );
  }

  #body(): Copy {
    const { timeZone } = this.context.viewing.viewer;
    return { from: this.from(), days: daysOf[this.span], onto: [...this.chosen], timeZone };
  }

  /** The day that was copied stays chosen: the copies may be on many others. */
  #announce({ slots, skipped = [] }: Copied): void {
    const { viewing, notify, dispatch } = this.context;
    const sentences = [viewing.text('saidCopied', { count: slots.length })];
    if (skipped.length) sentences.push(viewing.text('saidSkipped', { count: skipped.length }));
    notify(sentences.join(' '));
    if (slots.length) dispatch(new SlotCreatedEvent(slots));
  }

  #refuse(failure: Failure): void {
    const { viewing } = this.context;
    const clashes = clashesOf(failure);
    this.skipClashes = clashes.length > 0;
    this.problem = clashes.length
      ? {
          tone: 'warn',
          text: viewing.text('copyClashes', { count: clashes.length }),
          reference: null,
          clashes,
        }
      : passingNotice(viewing, failure);
  }

  #fail(name: CalendarName): void {
    const { viewing } = this.context;
    this.problem = { tone: 'bad', text: viewing.text(name), reference: null };
    viewing.changed();
  }

  /** Draws again, and asks what it would come to. */
  #changed(): void {
    this.problem = null;
    this.skipClashes = false;
    if (this.chosen.length) this.plan.ask(this.#body());
    else this.plan.forget(true);
    this.context.viewing.changed();
  }
}
