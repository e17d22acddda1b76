import type { CalendarContext, CalendarViewing } from '../../context/calendar-context.ts';

/** What is drawn of a session that has begun is drawn from the calendar, and by who looks at it. */
export interface AfterContext extends CalendarContext {
  viewing: CalendarViewing;
}
