import { html, nothing, type TemplateResult } from 'lit';
import { timeOf, timeRange } from '../../calendar/format.ts';
import type { CalendarContext } from '../context/calendar-context.ts';
import { shortTime } from '../month/month-cell.ts';
import type { Stretch } from './stretches.ts';

/** So many are told of a day. */
const told = 3;

/** The pattern that stands for being busy; with a sign where a session is at that time. */
export function hatch(isOver = false): TemplateResult {
  return isOver ? html`<i class="hatch over">!</i>` : html`<i class="hatch"></i>`;
}

/** In a day: the pattern and, where there is room, from when to when. */
export function busyMark(
  stretches: readonly Stretch[],
  isOver: boolean,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const [first, ...others] = stretches;
  if (!first) return isOver ? html`<span class="busy">${hatch(true)}</span>` : nothing;
  const { text, viewer } = context;
  const more = others.length ? ` ${text('more', { count: others.length })}` : '';
  const start = first.isWhole ? text('allDay') : shortTime(timeOf(viewer, first.from));
  return html`<span class="busy" part="busy">${hatch(isOver)}
    <span class="short">${start}${more}</span>
    <span class="long">${busyAt(first, context)}${more}</span></span>`;
}

/** The same in words, for whoever does not see the day. */
export function busyLabel(
  stretches: readonly Stretch[],
  isOver: boolean,
  context: CalendarContext,
): string[] {
  const { text } = context;
  const rest = stretches.length - told;
  return [
    ...stretches.slice(0, told).map((stretch) => busyAt(stretch, context)),
    ...(rest > 0 ? [text('more', { count: rest })] : []),
    ...(isOver ? [text('busyOver')] : []),
  ];
}

/** What the pattern means. */
export function busyLegend(isOver: boolean, { text }: CalendarContext): TemplateResult {
  return html`<span>${hatch()}${text('busyElsewhere')}</span>${isOver ? html`<span>${hatch(true)}${text('busyOver')}</span>` : nothing}`;
}

function busyAt({ from, to, isWhole }: Stretch, { text, viewer }: CalendarContext): string {
  return text('busyAt', { time: isWhole ? text('allDay') : timeRange(viewer, from, to) });
}
