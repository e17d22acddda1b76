/** FullCalendar's month, as its documentation sets it up. */
import { Calendar } from 'fullcalendar';
import dayGridPlugin from 'fullcalendar/daygrid';
import classicThemePlugin from 'fullcalendar/themes/classic';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';

/** Shows these events in `element`; returns the calendar. */
export function showMonth(element, events, options) {
  const calendar = new Calendar(element, {
    plugins: [dayGridPlugin, classicThemePlugin],
    initialView: 'dayGridMonth',
    events,
    ...options,
  });
  calendar.render();
  return calendar;
}
