/** A month as a grid of days with one tab stop (W3C APG, date grid). What stands in a day is the caller's. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Day } from '../../calendar/dates.ts';
import { dayNumber, monthName, weekdayName } from '../../calendar/month-names.ts';
import { addMonths, monthWeeks } from '../../calendar/months.ts';
import type { Viewer } from '../../calendar/viewer.ts';
import type { Tell } from '../../text/names.ts';
import { icons } from '../icons.ts';
import { dayAfterKey } from './day-moves.ts';

/** What the grid needs of the element. */
export interface MonthContext {
  text: Tell<'previousMonth' | 'nextMonth' | 'today'>;
  viewer: Viewer;
  /** 1 Monday … 7 Sunday. */
  firstDay: number;
  today: Day;
  /** The chosen day. */
  selected: Day;
  /** The day that has the focus, or would get it; its month is the one shown. */
  cursor: Day;
  moveTo(day: Day, withFocus: boolean): void;
  /** `byKey`: by Enter or Space, so that the focus goes on to what the day has. */
  select(day: Day, byKey?: boolean): void;
  /** Days that are being chosen together, besides the chosen one. */
  picked?: readonly Day[] | undefined;
}

/** What a day says and shows. */
export interface DayCell {
  /** In words, for those who do not see it. */
  label: string;
  content: unknown;
  /** There is nothing to open in it; it can still be walked to. */
  isEmpty?: boolean;
}

export { monthStyles } from './month-styles.ts';

type CellOf = (day: Day) => DayCell;

/** The month's name, the way to others, and its days. */
export function monthGrid(context: MonthContext, cellOf: CellOf): TemplateResult {
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
        ${weeks.map((week) => html`<tr>${week.map((day) => cell(day, context, cellOf))}</tr>`)}
      </tbody>
    </table>
  `;
}

function columnHead(locale: string, day: Day): TemplateResult {
  const full = weekdayName(locale, day, 'long');
  return html`<th scope="col" abbr=${full}>
    <span class="unseen">${full}</span>
    <span class="wide" aria-hidden="true">${weekdayName(locale, day, 'short')}</span>
    <span class="narrow" aria-hidden="true">${weekdayName(locale, day, 'narrow')}</span>
  </th>`;
}

function cell(day: Day, context: MonthContext, cellOf: CellOf): TemplateResult {
  const { cursor, selected, today, viewer } = context;
  const { label, content, isEmpty } = cellOf(day);
  const isPicked = context.picked?.includes(day);
  const kinds = [
    'day',
    day.slice(0, 7) !== cursor.slice(0, 7) && 'out',
    day < today && 'past',
    day === today && 'today',
    day === selected && 'chosen',
    isPicked && 'picked',
  ];
  return html`<td
    class=${kinds.filter(Boolean).join(' ')}
    part=${day === selected ? 'day day-selected' : 'day'}
    data-day=${day}
    tabindex=${day === cursor ? 0 : -1}
    aria-selected=${day === selected || isPicked ? 'true' : nothing}
    aria-current=${day === today ? 'date' : nothing}
    aria-disabled=${isEmpty ? 'true' : nothing}
  >
    <span class="unseen">${label}</span>
    <span class="number" aria-hidden="true">${dayNumber(viewer.locale, day)}</span>
    <span class="marks" aria-hidden="true">${content}</span>
  </td>`;
}

function press(event: KeyboardEvent, context: MonthContext): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    context.select(context.cursor, true);
    return;
  }
  const isRightToLeft = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
  const day = dayAfterKey(event, context.cursor, context.firstDay, isRightToLeft);
  if (!day) return;
  event.preventDefault();
  context.moveTo(day, true);
}

function click(event: Event, context: MonthContext): void {
  const day = (event.target as Element).closest('td')?.dataset.day;
  if (!day) return;
  // In another month another cell is that day.
  context.moveTo(day, true);
  context.select(day);
}
