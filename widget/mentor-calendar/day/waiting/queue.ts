import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CalendarContext } from '../../context/calendar-context.ts';
import { studentName } from '../../context/student-name.ts';
import { takeOut } from './take-out.ts';

/** So many are listed without being asked for. */
const listed = 8;

/** Who waits for a seat, in their order, each with the way to take them out; folded up where that is much. */
export function queue(
  slot: SlotView,
  context: CalendarContext,
  isOneOfMany: boolean,
): TemplateResult | typeof nothing {
  const { text, viewer } = context;
  const waiting = (slot.bookings ?? []).filter(({ status }) => status === 'waitlisted');
  if (!waiting.length) return nothing;
  const list = html`<ol class="roster" part="roster" aria-label=${text('queue')}>
    ${repeat(
      waiting,
      (entry) => entry.id,
      (entry) => place(slot, entry, context),
    )}
  </ol>`;
  return isOneOfMany || waiting.length > listed
    ? html`<details>
        <summary class="small">${text('queue')} (${waiting.length.toLocaleString(viewer.locale)})</summary>
        ${list}
      </details>`
    : html`<p class="small muted queued" aria-hidden="true">${text('queue')}</p>${list}`;
}

function place(slot: SlotView, entry: RosterEntry, context: CalendarContext): TemplateResult {
  const number = entry.waitlistPosition?.toLocaleString(context.viewer.locale);
  return html`<li>
    <span class="who">${number}. <bdi>${studentName(entry)}</bdi></span>
    ${takeOut(slot, entry, context)}
    ${entry.note ? html`<p class="wish"><bdi>${entry.note}</bdi></p>` : nothing}
  </li>`;
}
