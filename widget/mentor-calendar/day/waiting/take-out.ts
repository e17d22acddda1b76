import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { html, type TemplateResult } from 'lit';
import type { CalendarContext } from '../../context/calendar-context.ts';
import { studentName } from '../../context/student-name.ts';

/** The button that takes somebody out who waits, or for whom a seat is held; it opens the question. */
export function takeOut(
  slot: SlotView,
  entry: RosterEntry,
  { text, actions }: CalendarContext,
): TemplateResult {
  const name = entry.status === 'offered' ? 'takeBack' : 'takeOut';
  return html`<button
    type="button"
    class="btn quiet small"
    part="button"
    data-action="take-out"
    aria-label=${text(`${name}Label`, { name: studentName(entry) })}
    @click=${() => actions.settle(slot, entry, 'decline', 'day')}
  >${text(name)}</button>`;
}
