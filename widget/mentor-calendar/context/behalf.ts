import type { CalendarViewing } from './calendar-context.ts';

/** On whose behalf the programme office works, in words; null where the calendar is one's own. */
export function behalfOf({ behalf, text }: CalendarViewing): string | null {
  return behalf && text('behalf', { name: behalf.name });
}
