import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import type { CalendarContext, Decision, NoticePlace } from '../context/calendar-context.ts';
import { studentName } from '../context/student-name.ts';

/** The two answers to a request. `place`: where they stand, and where it is said what came of it. */
export function settling(
  slot: SlotView,
  entry: RosterEntry,
  { text, viewer, isBusy, actions }: CalendarContext,
  place: NoticePlace,
): TemplateResult {
  const name = studentName(entry);
  const button = (decision: Decision, kind: string) => {
    const label = text(`${decision}Label`, { name });
    return html`<button
    type="button"
    class="btn small ${kind}"
    part="button"
    data-action=${decision}
    aria-label=${place === 'requests' ? `${label}, ${whenOf(viewer, slot)}` : label}
    aria-disabled=${isBusy(entry.id) ? 'true' : nothing}
    @click=${() => actions.settle(slot, entry, decision, place)}
  >${text(decision)}</button>`;
  };
  return html`<span class="settling">${button('confirm', 'primary')}${button('decline', '')}</span>`;
}
