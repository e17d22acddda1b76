import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../calendar/dates.ts';
import type { BusyTimes } from '../client/busy-times.ts';
import { LazyFile } from '../element/lazy-file.ts';
import type { BusyParts, CalendarViewing } from './context/calendar-context.ts';

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
    // As far as a session could be marked: those that are booked, and those that are listed first.
    const marked = coming.filter(({ seatsTaken }, index) => seatsTaken || index < 20);
    const last = marked.at(-1)?.endsAt.slice(0, 10) ?? to;
    const first = new Date(this.viewing.now).toISOString().slice(0, 10);
    this.#times?.want(from < first ? from : first, last > to ? last : to);
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
      const file = await import('../client/busy-times.ts');
      this.#times = new file.BusyTimes(() => viewing.client, viewing.changed);
      viewing.changed();
    } catch {
      this.#isFetched = false;
    }
  }
}
