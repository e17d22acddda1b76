import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { addMonths, type Day, monthWeeks } from '../calendar/dates.ts';
import { dayName, dayNumber, monthName, timeOf, weekdayName } from '../calendar/format.ts';
import { icons } from '../look/icons.ts';
import type { CalendarContext } from './calendar-context.ts';
import { dayAfterKey } from './day-moves.ts';

/** Sessions that a day spells out; of more it gives the number. */
const shown = 2;

/** The month: heading, the way to others, and a grid of days with one tab stop. */
export function monthGrid(context: CalendarContext): TemplateResult {
  const { text, cursor, today, viewer, firstDay } = context;
  const weeks = monthWeeks(cursor, firstDay);
  return html`
    <div class="head">
      <h3 id="month" aria-live="polite">${monthName(viewer.locale, cursor)}</h3>
      <span class="grow"></span>
      <button type="button" class="icon" part="button" aria-label=${text('previousMonth')} @click=${() => context.moveTo(addMonths(cursor, -1), false)}>
        ${icons.back}
      </button>
      <button type="button" class="btn quiet" part="button" @click=${() => context.select(today)}>${text('today')}</button>
      <button type="button" class="icon" part="button" aria-label=${text('nextMonth')} @click=${() => context.moveTo(addMonths(cursor, 1), false)}>
        ${icons.forward}
      </button>
    </div>
    <table role="grid" aria-labelledby="month" part="month">
      <thead>
        <tr>
          ${weeks[0]?.map((day) => columnHead(viewer.locale, day))}
        </tr>
      </thead>
      <tbody @keydown=${(event: KeyboardEvent) => press(event, context)} @click=${(event: Event) => click(event, context)}>
        ${weeks.map((week) => html`<tr>${week.map((day) => cell(day, context))}</tr>`)}
      </tbody>
    </table>
  `;
}

/** What the marks mean; in a month without any, what to do next. */
export function legend({ text, cursor, days, viewer, today }: CalendarContext): TemplateResult {
  const month = cursor.slice(0, 7);
  if (month >= today.slice(0, 7) && ![...days.keys()].some((day) => day.startsWith(month))) {
    return html`<p class="legend small muted" part="empty">${text('monthEmpty', { month: monthName(viewer.locale, cursor) })}</p>`;
  }
  return html`<p class="legend small muted" aria-hidden="true">
    <span><i class="load"></i>${text('legendOpen')}</span>
    <span><i class="load part"></i>${text('legendPart')}</span>
    <span><i class="load full"></i>${text('legendFull')}</span>
  </p>`;
}

function columnHead(locale: string, day: Day): TemplateResult {
  const full = weekdayName(locale, day, 'long');
  return html`<th scope="col" abbr=${full}>
    <span class="unseen">${full}</span>
    <span class="wide" aria-hidden="true">${weekdayName(locale, day, 'short')}</span>
    <span class="narrow" aria-hidden="true">${weekdayName(locale, day, 'narrow')}</span>
  </th>`;
}

function cell(day: Day, context: CalendarContext): TemplateResult {
  const { cursor, selected, today, viewer } = context;
  const sessions = (context.days.get(day) ?? []).filter((slot) => slot.status !== 'cancelled');
  const kinds = [
    'day',
    day.slice(0, 7) !== cursor.slice(0, 7) && 'out',
    day < today && 'past',
    day === today && 'today',
    day === selected && 'chosen',
  ];
  return html`<td
    class=${kinds.filter(Boolean).join(' ')}
    part=${day === selected ? 'day day-selected' : 'day'}
    data-day=${day}
    tabindex=${day === cursor ? 0 : -1}
    aria-selected=${day === selected ? 'true' : nothing}
    aria-current=${day === today ? 'date' : nothing}
  >
    <span class="unseen">${dayLabel(day, sessions, context)}</span>
    <span class="number" aria-hidden="true">${dayNumber(viewer.locale, day)}</span>
    <span class="marks" aria-hidden="true">
      ${sessions.slice(0, shown).map((slot) => mark(slot, context))}
      ${sessions.length > shown ? html`<span class="more">${context.text('more', { count: sessions.length - shown })}</span>` : nothing}
    </span>
  </td>`;
}

function mark(slot: SlotView, { viewer }: CalendarContext): TemplateResult {
  const load = !slot.seatsTaken ? '' : slot.seatsLeft ? 'part' : 'full';
  return html`<span class="mark" part="mark"><i class="load ${load}"></i><span>${shortTime(timeOf(viewer, slot.startsAt))}</span></span>`;
}

/** `10:00 AM` is too long for a day: `10 AM`. Without such letters the minutes stay. */
function shortTime(time: string): string {
  return /\p{L}/u.test(time) ? time.replace(/:00(?!:)/, '') : time;
}

function dayLabel(day: Day, sessions: readonly SlotView[], { text, viewer, now }: CalendarContext): string {
  const date = dayName(viewer.locale, day);
  if (!sessions.length) return text('dayLabelNone', { date });
  const told = { date, sessions: text('sessions', { count: sessions.length }) };
  const coming = sessions.filter((slot) => Date.parse(slot.endsAt) > now);
  if (!coming.length) return text('dayLabelPast', told);
  const free = coming.reduce((sum, slot) => sum + slot.seatsLeft, 0);
  return text('dayLabel', { ...told, seats: free ? text('freeSeats', { count: free }) : text('noneFree') });
}

function press(event: KeyboardEvent, context: CalendarContext): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    context.select(context.cursor);
    return;
  }
  const isRightToLeft = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
  const day = dayAfterKey(event, context.cursor, context.firstDay, isRightToLeft);
  if (!day) return;
  event.preventDefault();
  context.moveTo(day, true);
}

function click(event: Event, context: CalendarContext): void {
  const day = (event.target as Element).closest('td')?.dataset.day;
  if (day) context.select(day);
}
