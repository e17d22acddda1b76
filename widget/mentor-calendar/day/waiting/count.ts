import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarContext } from '../../context/calendar-context.ts';

function waitingIn(slots: readonly SlotView[]): number {
  return slots.reduce((all, { waiting }) => all + waiting, 0);
}

/** How many wait for a seat in these sessions, in words. */
export function count(slots: readonly SlotView[], { text }: CalendarContext): string {
  const waiting = waitingIn(slots);
  return waiting ? text('waitingCount', { count: waiting }) : '';
}

/** The same in a day of the month: an hourglass and a number. */
export function mark(
  slots: readonly SlotView[],
  { viewer }: CalendarContext,
): TemplateResult | typeof nothing {
  const waiting = waitingIn(slots);
  return waiting
    ? html`<span class="queue">${hourglass}${waiting.toLocaleString(viewer.locale)}</span>`
    : nothing;
}

/** What that means. */
export function legend(
  slots: readonly SlotView[],
  { text }: CalendarContext,
): TemplateResult | typeof nothing {
  return waitingIn(slots)
    ? html`<span><span class="queue">${hourglass}</span>${text('legendQueue')}</span>`
    : nothing;
}

const hourglass = html`<svg class="line" viewBox="0 0 20 20"><path d="M5 3h10M5 17h10M6 3c0 5 8 9 8 14M14 3c0 5-8 9-8 14"></path></svg>`;
