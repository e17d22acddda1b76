import type { CreateSlot, SlotView } from '@mentor-slots/contract';
import { addDays, type Day } from '../../../calendar/dates.ts';
import { explain, report } from '../../../element/failures.ts';
import type { Notice } from '../../../look/notice.ts';
import type { Clash } from '../clashes.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit } from '../dialogs.ts';

/** What stands in the small form. */
export interface QuickDraft {
  startTime: string;
  endTime: string;
  seats: string;
}

/** The small form for one day or several, while it is open. */
export class QuickAdding {
  /** Soonest first; empty while the form is closed. */
  days: readonly Day[] = [];
  draft: QuickDraft = { startTime: '', endTime: '', seats: '1' };
  isBusy = false;
  problem: (Notice & { clashes: readonly Clash[] }) | null = null;

  #out: ReadonlySet<Day> = new Set();
  readonly #publishing;

  constructor(
    private readonly host: CalendarHost,
    private readonly kit: Kit,
    private readonly closed: () => void,
  ) {
    this.#publishing = kit.newPublishing();
  }

  /** Start, end and seats as in the session that was added last. */
  open(days: readonly Day[]): void {
    const { viewing } = this.host;
    const last = newest(this.host.slots());
    this.draft = last
      ? { startTime: last.startTime, endTime: last.endTime, seats: String(last.maxParticipants) }
      : { startTime: '10:00', endTime: '11:00', seats: '1' };
    this.days = days;
    this.#out = new Set();
    this.problem = null;
    viewing.changed();
  }

  close(): void {
    this.days = [];
    this.closed();
    this.host.viewing.changed();
  }

  set(field: keyof QuickDraft, value: string): void {
    this.draft = { ...this.draft, [field]: value };
    this.problem = null;
    this.host.viewing.changed();
  }

  leaveOut(day: Day, isOut: boolean): void {
    this.#out = new Set(isOut ? [...this.#out, day] : [...this.#out].filter((one) => one !== day));
    this.problem = null;
    this.host.viewing.changed();
  }

  isOut(day: Day): boolean {
    return this.#out.has(day);
  }

  get chosen(): readonly Day[] {
    return this.days.filter((day) => !this.isOut(day));
  }

  /** To the whole form, with what is here. */
  more(): void {
    const { chosen, draft, host } = this;
    const [date = this.days[0] ?? ''] = chosen;
    this.close();
    const repeats = { every: 'day', ends: 'until', until: chosen.at(-1) ?? date } as const;
    host.compose({ ...draft, date, ...(chosen.length > 1 && repeats) });
  }

  async submit(): Promise<void> {
    const { host, days, draft } = this;
    const client = host.viewing.client;
    if (!client || this.isBusy || !this.#check()) return;
    this.isBusy = true;
    this.problem = null;
    host.viewing.changed();
    try {
      const made = await this.#publishing.send(client.api.publish, this.#body());
      // What was changed meanwhile is still there to be added.
      if (this.days === days && this.draft === draft) this.close();
      this.kit.announceNew(host, made);
    } catch (error) {
      const failure = report(host.viewing, error);
      const clashes = this.kit.clashesOf(failure);
      const name = days.length > 1 ? 'clashesLeftOut' : 'clashes';
      if (days.length > 1) for (const { date } of clashes) this.#out = new Set([...this.#out, date]);
      this.problem = {
        tone: 'bad',
        text: clashes.length ? host.viewing.text(name) : explain(host.viewing, failure),
        reference: clashes.length ? null : failure.requestId,
        clashes,
      };
    } finally {
      this.isBusy = false;
      host.viewing.changed();
    }
  }

  /** One session, or one a day from the first to the last day without those left out: all of them or none. */
  #body(): CreateSlot {
    const { chosen, draft } = this;
    const { startTime, endTime, seats } = draft;
    const [date = ''] = chosen;
    const last = chosen.at(-1) ?? date;
    const skip = this.days.filter((day) => day > date && day < last && this.isOut(day));
    const count = days(date, last);
    return {
      date,
      startTime,
      endTime,
      timeZone: this.host.viewing.viewer.timeZone,
      maxParticipants: Number(seats),
      ...(count > 1 && { repeat: { every: 'day', count, ...(skip.length && { skip }) } }),
    };
  }

  #check(): boolean {
    const { startTime, endTime, seats } = this.draft;
    const wrong = !startTime
      ? 'needStart'
      : !endTime
        ? 'needEnd'
        : endTime !== '00:00' && endTime <= startTime
          ? 'end_not_after_start'
          : !/^\d+$/.test(seats) || Number(seats) < 1 || Number(seats) > 500
            ? 'badSeats'
            : this.chosen.length
              ? null
              : 'noDateLeft';
    if (wrong)
      this.problem = { tone: 'bad', text: this.host.viewing.text(wrong), reference: null, clashes: [] };
    this.host.viewing.changed();
    return wrong === null;
  }
}

/** The number of days from one to another, both counted. */
function days(from: Day, to: Day): number {
  let count = 1;
  for (let day = from; day < to; day = addDays(day, 1)) count++;
  return count;
}

function newest(slots: readonly SlotView[]): SlotView | null {
  return slots.reduce<SlotView | null>(
    (last, slot) => (last && last.createdAt >= slot.createdAt ? last : slot),
    null,
  );
}
