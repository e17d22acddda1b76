/** react-big-calendar's month, as its documentation sets it up, with date-fns, the smallest of its localizers. */
import { format, getDay, parse, startOfWeek } from 'date-fns';
import { enUS } from 'date-fns/locale/en-US';
import { createElement } from 'react';
import { Calendar, dateFnsLocalizer } from 'react-big-calendar';
import { createRoot } from 'react-dom/client';
import 'react-big-calendar/lib/css/react-big-calendar.css';

const localizer = dateFnsLocalizer({ format, parse, startOfWeek, getDay, locales: { 'en-US': enUS } });

/** Shows these events in `element`. */
export function showMonth(element, events) {
  createRoot(element).render(createElement(Calendar, { localizer, events, views: ['month'] }));
}
