/** The dates of a repetition. */
import type { Repeat } from '@mentor-slots/contract';
import { Temporal } from 'temporal-polyfill';
import { Problem } from '../problem.ts';
import { dateText, readDate } from '../time/wall-time.ts';

const steps = { day: { days: 1 }, week: { weeks: 1 }, '2 weeks': { weeks: 2 } } as const;

/** Sessions in one series at the most. */
const longestSeries = 60;

/**
 * The dates from `first` on, soonest first, without those to skip. `count` counts before skipping; with `until` too,
 * whichever ends first decides. 422 `invalid_repeat` where neither is given or nothing is left.
 */
export function seriesDates(first: string, repeat: Repeat): string[] {
  if (repeat.count === undefined && repeat.until === undefined) {
    throw invalid('`repeat` needs `count` (2 to 60) or `until` (a date).', 'repeat');
  }
  const start = readDate(first, 'date');
  const until = repeat.until === undefined ? null : readDate(repeat.until, 'repeat.until');
  const skip = new Set(repeat.skip?.map((date) => readDate(date, 'repeat.skip').toString()));
  const dates: string[] = [];
  for (let step = 0; repeat.count === undefined || step < repeat.count; step++) {
    const duration = Temporal.Duration.from(steps[repeat.every]);
    const date = start.add({ days: duration.days * step, weeks: duration.weeks * step });
    if (until !== null && Temporal.PlainDate.compare(date, until) > 0) break;
    if (step >= longestSeries) {
      throw invalid(`\`repeat.until\`: that makes more than ${longestSeries} sessions.`, 'repeat.until');
    }
    dates.push(dateText(date, 'repeat'));
  }
  const kept = dates.filter((date) => !skip.has(date));
  if (kept.length === 0)
    throw invalid('`repeat` leaves no date: `until` or `skip` takes all of them out.', 'repeat');
  return kept;
}

function invalid(detail: string, field: string): Problem {
  return new Problem('invalid_repeat', detail, { field });
}
