import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CalendarContext } from '../context/calendar-context.ts';
import { isOpen } from '../context/open-requests.ts';
import { studentName } from '../context/student-name.ts';
import { settling } from './settling.ts';

/** The one student of a session for one, once settled: the seat's line names them. */
export function onlyStudent({ maxParticipants, bookings = [] }: SlotView): RosterEntry | null {
  const [only] = bookings;
  return maxParticipants === 1 && only?.status === 'confirmed' ? only : null;
}

/** So many are listed without being asked for. */
const listed = 8;

/** Who comes and who asks; folded up where that is much and nobody waits for an answer. */
export function roster(
  slot: SlotView,
  context: CalendarContext,
  isOneOfMany: boolean,
): TemplateResult | typeof nothing {
  const { text, now } = context;
  const only = onlyStudent(slot);
  const entries = (slot.bookings ?? []).filter((entry) => holdsSeat(entry.status) && entry !== only);
  const list = html`<ul class="roster" part="roster" aria-label=${text('roster')}>
    ${repeat(
      entries,
      (entry) => entry.id,
      (entry) => student(slot, entry, context),
    )}
  </ul>`;
  const folds = isOneOfMany || entries.length > listed;
  return html`
    ${only?.note ? html`<p class="wish"><bdi>${only.note}</bdi></p>` : nothing}
    ${
      !entries.length
        ? nothing
        : folds
          ? html`<details ?open=${entries.some((entry) => isOpen(slot, entry, now))}>
              <summary class="small">${text('roster')} (${entries.length.toLocaleString(context.viewer.locale)})</summary>
              ${list}
            </details>`
          : list
    }
  `;
}

function student(slot: SlotView, entry: RosterEntry, context: CalendarContext): TemplateResult {
  const { text, now, waiting } = context;
  const isHeld = entry.status === 'offered';
  const standing = isHeld
    ? waiting?.heldUntil(entry, context)
    : entry.status === 'pending' && text('asksForSeat');
  return html`<li>
    <span class="who"><bdi>${studentName(entry)}</bdi>${standing ? html` <span class="muted">${standing}</span>` : nothing}</span>
    ${isHeld ? waiting?.takeOut(slot, entry, context) : isOpen(slot, entry, now) ? settling(slot, entry, context, 'day') : nothing}
    ${entry.note ? html`<p class="wish"><bdi>${entry.note}</bdi></p>` : nothing}
  </li>`;
}
