import type { SlotView } from '@mentor-slots/contract';
import { bookingOpensAt } from '@mentor-slots/contract/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { countdown, dayShort, timeOf } from '../../../calendar/format.ts';
import type { CalendarContext } from '../../context/calendar-context.ts';

/** When a session can be booked, while it cannot be yet. */
export function opening(
  slot: SlotView,
  { text, viewer, now }: CalendarContext,
): TemplateResult | typeof nothing {
  const at = bookingOpensAt(slot) ?? now;
  if (at <= now) return nothing;
  const when = `${dayShort(viewer, at)}, ${timeOf(viewer, at)}`;
  return html`<p class="small muted opens">${text('opens', { when, countdown: countdown(viewer, now, at) })}</p>`;
}
