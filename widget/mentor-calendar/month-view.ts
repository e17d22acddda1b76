/**
 * The month, its days and what comes next: what an alumnus sees once signed in. A file of its own: students, who are
 * most of those who load the elements, never need it.
 */
import type { SlotView } from '@mentor-slots/contract';
import { html, type TemplateResult } from 'lit';
import type { CalendarContext } from './calendar-context.ts';
import { dayPanel } from './day-panel.ts';
import { legend, monthGrid } from './month-grid.ts';
import { monthMessages } from './month-messages.ts';
import { monthStyles } from './month-styles.ts';
import { comingSessions, upcoming } from './upcoming.ts';

export const texts = monthMessages;
export const styles = monthStyles;

export function render(
  slots: readonly SlotView[],
  context: CalendarContext,
  zone: TemplateResult,
): TemplateResult {
  return html`<div class="layout">
    <div>
      ${monthGrid(context)}
      <div class="below">${legend(context)}${zone}</div>
    </div>
    <div class="side">${dayPanel(context)}${upcoming(comingSessions(slots, context.now), context)}</div>
  </div>`;
}
