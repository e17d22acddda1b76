import type { Copied, Copy, SlotView } from '@mentor-slots/contract';
import { addDays, type Day } from '../../../calendar/dates.ts';
import { SlotCreatedEvent } from '../../../element/events.ts';
import { explain, report } from '../../../element/failures.ts';
import type { Notice } from '../../../look/notice.ts';
import type { Clash } from '../clashes.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit } from '../dialogs.ts';

/** How many days or weeks are offered to tick; others can be added. */
const offered = 8;

/** Copying a day's or a week's sessions to others, while the dialog is open. */
export class Copying {
  /** The chosen day; null while the dialog is closed. */
  day: Day | null = null;
  span: 'day' | 'week' = 'day';
  isBusy = false;
  /** What to leave out is agreed: the next press copies the rest. */
  skipClashes = false;
  problem: (Notice & { clashes: readonly Clash[] }) | null = null;

  #today: Day = '';
  /** Chosen and added ones, of either span. */
  #chosen: ReadonlySet<Day> = new Set();
  #added: ReadonlySet<Day> = new Set();
  readonly #publishing;

  constructor(
    private readonly host: CalendarHost,
    private readonly kit: Kit,
  ) {
    this.#publishing = kit.newPublishing();
  }

  open(day: Day, today: Day): void {
    this.day = day;
    this.#today = today;
    this.choose('day');
  }

  close(): void {
    this.day = null;
    this.host.viewing.changed();
  }

  choose(span: Copying['span']): void {
    this.span = span;
    this.#chosen = new Set();
    this.#added = new Set();
    this.#changed();
  }

  /** The first day of what is copied: the day, or the first of its week. */
  from(span = this.span): Day {
    const day = this.day ?? '';
    return span === 'day' ? day : this.host.weekOf(day);
  }

  /** What would be copied, by the sessions' own dates. */
  sources(span = this.span): readonly SlotView[] {
    const from = this.from(span);
    const to = addDays(from, span === 'day' ? 0 : 6);
    return this.host
      .slots()
      .filter(({ date, status }) => date >= from && date <= to && status !== 'cancelled');
  }

  /** Where to: the same weekday, or the week, of the next weeks, and what was added. */
  get targets(): readonly Day[] {
    const from = this.from();
    const today = this.span === 'day' ? this.#today : this.host.weekOf(this.#today);
    const weeks = Array.from({ length: offered + 60 }, (_, week) => addDays(from, 7 * (week + 1)));
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
    this.#chosen = new Set(isTaken ? [...this.#chosen, day] : [...this.#chosen].filter((one) => one !== day));
    this.#changed();
  }

  /** Another day, or the week it is in, as far as it is another. */
  add(day: Day): void {
    const start = this.span === 'day' ? day : this.host.weekOf(day);
    if (!day || start === this.from()) return;
    this.#added = new Set([...this.#added, start]);
    this.take(start, true);
  }

  async submit(): Promise<void> {
    const { host, chosen, span } = this;
    const { viewing } = host;
    const client = viewing.client;
    if (!client || this.isBusy) return;
    if (!chosen.length) {
      this.#say(viewing.text('copyNowhere'));
      return;
    }
    this.isBusy = true;
    this.problem = null;
    viewing.changed();
    try {
      const body: Copy = {
        from: this.from(),
        days: span === 'day' ? 1 : 7,
        onto: [...chosen],
        skipClashes: this.skipClashes,
      };
      const done = await this.#publishing.send(client.api.copy, body);
      this.day = null;
      this.#done(done);
    } catch (error) {
      const failure = report(viewing, error);
      const clashes = this.kit.clashesOf(failure);
      this.skipClashes = clashes.length > 0;
      if (clashes.length) this.#say(viewing.text('copyClashes', { count: clashes.length }), clashes);
      else this.#say(explain(viewing, failure), [], failure.requestId);
    } finally {
      this.isBusy = false;
      viewing.changed();
    }
  }

  /** The day that was copied stays: the copies may be on many others. */
  #done({ slots, skipped = [] }: Copied): void {
    const { viewing, say, tell } = this.host;
    const said = [viewing.text('saidCopied', { count: slots.length })];
    if (skipped.length) said.push(viewing.text('saidSkipped', { count: skipped.length }));
    say(said.join(' '));
    if (slots.length) tell(new SlotCreatedEvent(slots));
  }

  #say(text: string, clashes: readonly Clash[] = [], reference: string | null = null): void {
    this.problem = { tone: clashes.length ? 'warn' : 'bad', text, reference, clashes };
    this.host.viewing.changed();
  }

  #changed(): void {
    this.problem = null;
    this.skipClashes = false;
    this.host.viewing.changed();
  }
}
