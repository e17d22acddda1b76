import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarContext } from '../../context/calendar-context.ts';
import { studentName } from '../../context/student-name.ts';

/** Who was in a session that was called off, and what they got to read. */
export function calledOffRoster(
  { bookings = [] }: SlotView,
  { text }: CalendarContext,
): TemplateResult | typeof nothing {
  if (!bookings.length) return nothing;
  const message = bookings[0]?.cancelMessage;
  return html`<p class="small muted">${text('wasIn')}</p>
    <ul class="roster" part="roster">
      ${bookings.map((entry) => html`<li class="who"><bdi>${studentName(entry)}</bdi></li>`)}
    </ul>
    ${message ? html`<p class="small muted">${text('yourMessage')}</p><p class="wish"><bdi>${message}</bdi></p>` : nothing}`;
}
