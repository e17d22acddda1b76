/** When the alumnus is busy elsewhere, in the month, the day and at the sessions; fetched where there is such a time. */
import type { BusyTime } from '@mentor-slots/contract';
import type { Day } from '../../calendar/dates.ts';
import type { BusyParts } from '../context/calendar-context.ts';
import { clash, clashCount, clashing, clashPanel } from './clashes.ts';
import { busyDay } from './day.ts';
import { busyLabel, busyLegend, busyMark } from './month.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { busyStyles } from './styles.ts';

export const styles = [busyStyles];

/** What is drawn of the same times is made once. */
const known = new WeakMap<readonly BusyTime[], BusyParts>();

export function busyParts(times: readonly BusyTime[]): BusyParts {
  const parts = known.get(times) ?? partsOf(times);
  known.set(times, parts);
  return parts;
}

function partsOf(times: readonly BusyTime[]): BusyParts {
  const days = new Map<string, readonly Stretch[]>();
  const on = (day: Day, timeZone: string) => {
    const key = timeZone + day;
    const stretches = days.get(key) ?? stretchesOf(times, day, timeZone);
    days.set(key, stretches);
    return stretches;
  };
  return {
    mark: (day, sessions, context) =>
      busyMark(on(day, context.viewer.timeZone), clashing(times, sessions, context.now).length > 0, context),
    label: (day, sessions, context) =>
      busyLabel(on(day, context.viewer.timeZone), clashing(times, sessions, context.now).length > 0, context),
    legend: (context) =>
      busyLegend(clashing(times, [...context.days.values()].flat(), context.now).length > 0, context),
    day: (context) => busyDay(on(context.selected, context.viewer.timeZone), context),
    clash: (slot, context) => clash(times, slot, context),
    panel: (coming, context) => clashPanel(times, coming, context),
    said: (coming, context) => {
      const count = clashing(times, coming, context.now).filter(({ seatsTaken }) => seatsTaken).length;
      return count ? clashCount(count, context) : '';
    },
  };
}
