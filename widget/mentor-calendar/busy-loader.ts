import type { SlotView } from '@mentor-slots/contract';
import { type Day, daysBetween } from '../calendar/dates.ts';
import type { BusyTimes } from '../client/busy/busy-times.ts';
import { LazyFile } from '../element/lazy-file.ts';
import type { BusyParts, CalendarViewing } from './context/calendar-context.ts';

/** So many days the service tells at once. */
const mostDays = 400;

/** When the alumnus is busy elsewhere. What reads it is fetched once the calendar stands, and what draws it once there is any. */
export class BusyLoader {
  #times: BusyTimes | null = null;
  #isFetched = false;
  readonly #drawing: LazyFile<typeof import('./busy/index.ts')>;

  constructor(private readonly viewing: CalendarViewing) {
    this.#drawing = new LazyFile(viewing, () => import('./busy/index.ts'));
  }

  /** With each drawing of a calendar that is there. `range`: the days that it shows; `coming`: the sessions ahead. */
  want({ from, to }: { from: Day; to: Day }, coming: readonly SlotView[]): void {
    void this.#fetch();
    const alumniId = this.viewing.behalf?.alumniId;
    // As far as a session could be marked: those that are booked, and those that are listed first.
    const marked = coming.filter(({ seatsTaken }, index) => seatsTaken || index < 20);
    const days = [from, to, new Date(this.viewing.now).toISOString(), marked.at(-1)?.endsAt ?? to];
    const all = days.map((day) => day.slice(0, 10)).sort() as [Day, Day, Day, Day];
    // In a month that is too far from today for one question, what it shows goes first.
    if (daysBetween(all[0], all[3]) < mostDays) this.#times?.want(all[0], all[3], alumniId);
    else this.#times?.want(from, to, alumniId);
    if (this.#times?.times.length) void this.#drawing.prefetch();
  }

  /** Null where nothing is known, or there is nothing. */
  get parts(): BusyParts | null {
    const times = this.#times?.times;
    return times?.length ? (this.#drawing.file?.busyParts(times) ?? null) : null;
  }

  /** The calendars elsewhere are others now. */
  readonly readAgain = (): void => {
    void this.#times?.read();
  };

  /** Where it does not come, the next drawing tries again: nothing else depends on it. */
  async #fetch(): Promise<void> {
    if (this.#isFetched) return;
    this.#isFetched = true;
    const { viewing } = this;
    try {
      const file = await import('../client/busy/busy-times.ts');
      this.#times = new file.BusyTimes(() => viewing.client, viewing.changed);
      viewing.changed();
    } catch {
      this.#isFetched = false;
    }
  }
}
