import { html, nothing, type TemplateResult } from 'lit';
import type { Day } from '../../calendar/dates.ts';
import { dayName, timeRange, zoneCity } from '../../calendar/format.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';

interface TypedTime {
  /** Left out where the dialog's title tells it. */
  date?: Day;
  startTime: string;
  endTime: string;
  timeZone: string;
}

/**
 * Below the browser's own fields for dates and times: what is typed, as the calendar tells it. The fields follow the browser's
 * language, whatever the calendar speaks and whichever clock was chosen in it, and no page can know how they look.
 */
export function timeHint(
  typed: TypedTime,
  { text, viewer }: CalendarViewing,
): TemplateResult | typeof nothing {
  const { date, startTime, endTime, timeZone } = typed;
  if (!startTime || !endTime || date === '') return nothing;
  const day = date ?? '2001-01-01';
  const times = timeRange({ ...viewer, timeZone: 'UTC' }, `${day}T${startTime}Z`, `${day}T${endTime}Z`);
  const when = date ? `${dayName(viewer.locale, day, 'short')}, ${times}` : times;
  return html`<p class="hint wide" id="hint-time">${
    timeZone === viewer.timeZone
      ? text('inCalendar', { when })
      : text('inOwnZone', { when, zone: zoneCity(timeZone) })
  }</p>`;
}
