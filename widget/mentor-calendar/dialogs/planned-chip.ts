import type { PlannedDate, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { timeRange } from '../../calendar/format.ts';
import { inZone } from '../../calendar/zone-names.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';

/** What is in the way of a planned session, by its title among `slots`; else when it is, if the clocks skip the time asked for. */
export function plannedChip(
  { clash, moved, startsAt, endsAt, timeZone }: PlannedDate,
  slots: readonly SlotView[],
  { text, viewer }: CalendarViewing,
): TemplateResult | typeof nothing {
  if (clash) {
    const title = slots.find(({ id }) => id === clash.slotId)?.description || text('untitled');
    return html`<span class="chip bad">${text('clashesWith', { title })}</span>`;
  }
  if (!moved) return nothing;
  const time = timeRange(inZone(viewer, timeZone), startsAt, endsAt);
  return html`<span class="chip warn">${text('movedTo', { time })}</span>`;
}
