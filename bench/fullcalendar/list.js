/** FullCalendar's list of a month, as its documentation sets it up. */
import { Calendar } from 'fullcalendar';
import listPlugin from 'fullcalendar/list';
import classicThemePlugin from 'fullcalendar/themes/classic';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';

/** Shows these events in `element`; returns the calendar. */
export function showList(element, events, options) {
  const calendar = new Calendar(element, {
    plugins: [listPlugin, classicThemePlugin],
    initialView: 'listMonth',
    events,
    ...options,
  });
  calendar.render();
  return calendar;
}
