import type { PlannedDate, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { timeRange } from '../../calendar/format.ts';
import { inZone } from '../../calendar/zone-names.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';

/**
 * What is in the way of a planned session, by its title among `slots`; else when it is, if the clocks skip the time asked for, and
 * whether the alumnus is busy elsewhere then.
 */
export function plannedChip(
  { clash, moved, busy, startsAt, endsAt, timeZone }: PlannedDate,
  slots: readonly SlotView[],
  { text, viewer }: CalendarViewing,
): TemplateResult {
  const chip = (tone: string, words: string) => html`<span class="chip ${tone}">${words}</span>`;
  if (clash) {
    const title = slots.find(({ id }) => id === clash.slotId)?.description || text('untitled');
    return chip('bad', text('clashesWith', { title }));
  }
  const name = [...new Set(busy.flatMap(({ label }) => label ?? []))].join(', ');
  return html`${moved ? chip('warn', text('movedTo', { time: timeRange(inZone(viewer, timeZone), startsAt, endsAt) })) : nothing}
    ${busy.length ? chip('warn', name ? text('actionLabel', { action: text('alsoBusy'), when: name }) : text('alsoBusy')) : nothing}`;
}

/** That busy times keep nobody from adding; said where some of the dates have any. */
export function busyAnyway(
  dates: readonly PlannedDate[] | null,
  { text, behalf }: CalendarViewing,
): TemplateResult {
  const isBusy = dates?.some(({ busy, clash }) => busy.length && !clash);
  return html`<p class="muted" role="status">${isBusy ? text(behalf ? 'busyOver' : 'busyAnyway') : nothing}</p>`;
}
