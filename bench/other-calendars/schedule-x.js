/** Schedule-X's month, as its documentation sets it up. */
import 'temporal-polyfill/global';
import { createCalendar, createViewMonthGrid } from '@schedule-x/calendar';
import '@schedule-x/theme-default/dist/index.css';

/** Shows these events in `element`; returns the calendar. */
export function showMonth(element, events) {
  const calendar = createCalendar({ views: [createViewMonthGrid()], events });
  calendar.render(element);
  return calendar;
}
