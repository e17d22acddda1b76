import type { SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { Day } from '../../calendar/dates.ts';
import { dayName, timeOf } from '../../calendar/format.ts';
import { monthName } from '../../calendar/month-names.ts';
import type { DayCell } from '../../look/month/month-grid.ts';
import { meter } from '../../look/seats.ts';
import type { CalendarContext } from '../context/calendar-context.ts';
import { openRequests } from '../context/open-requests.ts';
import { studentName } from '../context/student-name.ts';

/** Sessions that a day spells out. */
const shown = 2;
/** From so many on it spells out one, and tells of all how full they are. */
const many = 4;

/** The sessions of a day, as marks and in words; where there is room, with who comes to a session for one, or what it is about. */
export function monthCell(day: Day, context: CalendarContext): DayCell {
  const sessions = (context.days.get(day) ?? []).filter((slot) => slot.status !== 'cancelled');
  const isFull = sessions.length >= many;
  const told = sessions.slice(0, isFull ? 1 : shown);
  const more = sessions.length - told.length;
  const requests = openRequests(sessions, context.now).length;
  const added = [
    requests && context.text('requests', { count: requests }),
    context.waiting?.count(sessions, context),
    ...(context.busy?.label(day, sessions, context) ?? []),
  ];
  return {
    label: added.reduce<string>(
      (day, requests) => (requests ? context.text('dayLabelRequests', { day, requests }) : day),
      dayLabel(day, sessions, context),
    ),
    content: html`${requests ? asks(requests, context) : nothing}${context.waiting?.mark(sessions, context)}
      ${told.map((slot) => mark(slot, sessions.length === 1, context))}
      ${isFull ? load(sessions) : nothing}
      ${more > 0 ? html`<span class="more">${context.text('more', { count: more })}</span>` : nothing}
      ${context.busy?.mark(day, sessions, context)}
      ${day < context.today ? nothing : html`<span class="plus"></span>`}`,
  };
}

/** How many wait for an answer, beside the day's number. */
function asks(requests: number, { viewer }: CalendarContext): TemplateResult {
  return html`<span class="asks">${requests.toLocaleString(viewer.locale)}</span>`;
}

/** How full a day is, all sessions together. */
function load(sessions: readonly SlotView[]): TemplateResult {
  const sum = (seats: 'seatsTaken' | 'maxParticipants') =>
    sessions.reduce((all, slot) => all + slot[seats], 0);
  return meter({ seatsTaken: sum('seatsTaken'), maxParticipants: sum('maxParticipants') });
}

/** What the marks mean; in a month without any, what to do next. */
export function legend(context: CalendarContext): TemplateResult {
  const { text, cursor, days, viewer, today, now } = context;
  const month = cursor.slice(0, 7);
  if (month >= today.slice(0, 7) && ![...days.keys()].some((day) => day.startsWith(month))) {
    return html`<p class="legend small muted" part="empty">${text('monthEmpty', { month: monthName(viewer.locale, cursor) })} ${context.busy?.legend(context)}</p>`;
  }
  const shownSessions = [...days.values()].flat();
  return html`<p class="legend small muted" aria-hidden="true">
    <span><i class="load"></i>${text('legendOpen')}</span>
    <span><i class="load part"></i>${text('legendPart')}</span>
    <span><i class="load full"></i>${text('legendFull')}</span>
    ${openRequests(shownSessions, now).length ? html`<span><i class="asks">${(1).toLocaleString(viewer.locale)}</i>${text('legendRequests')}</span>` : nothing}
    ${context.waiting?.legend(shownSessions, context)}${context.busy?.legend(context)}
  </p>`;
}

function mark(slot: SlotView, isAlone: boolean, { viewer }: CalendarContext): TemplateResult {
  const load = !slot.seatsTaken ? '' : slot.seatsLeft ? 'part' : 'full';
  const only = slot.maxParticipants === 1 && slot.bookings?.find(({ status }) => holdsSeat(status));
  const about = only ? studentName(only) : slot.description;
  return html`<span class="mark ${isAlone ? 'alone' : ''}" part="mark"><i class="load ${load}"></i><span>${shortTime(timeOf(viewer, slot.startsAt))}</span><bdi>${about}</bdi></span>`;
}

/** `10:00 AM` is too long for a day: `10 AM`. Without such letters the minutes stay. */
export function shortTime(time: string): string {
  return /\p{L}/u.test(time) ? time.replace(/:00(?!:)/, '') : time;
}

function dayLabel(day: Day, sessions: readonly SlotView[], { text, viewer, now }: CalendarContext): string {
  const date = dayName(viewer.locale, day);
  if (!sessions.length) return text('dayLabelNone', { date });
  const told = { date, sessions: text('sessions', { count: sessions.length }) };
  const coming = sessions.filter((slot) => Date.parse(slot.endsAt) > now);
  if (!coming.length) return text('dayLabelPast', told);
  const free = coming.reduce((sum, slot) => sum + slot.seatsLeft, 0);
  return text('dayLabel', {
    ...told,
    seats: free ? text('freeSeats', { count: free }) : text('noneFree'),
  });
}
