import { addDays, type Day } from '../../calendar/dates.ts';
import { addMonths, startOfWeek } from '../../calendar/months.ts';

/** Where a key leads from `day` in the month, or null where it means nothing there (W3C APG, date grid). */
export function dayAfterKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  day: Day,
  firstDay: number,
  isRightToLeft: boolean,
): Day | null {
  const aside = isRightToLeft ? -1 : 1;
  const weekStart = startOfWeek(day, firstDay);
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -aside);
    case 'ArrowRight':
      return addDays(day, aside);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return weekStart;
    case 'End':
      return addDays(weekStart, 6);
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1);
    default:
      return null;
  }
}
