import type { Scope, SlotView } from '@mentor-slots/contract';
import { slotStatus } from '@mentor-slots/contract/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarName } from '../../text/names.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';

/** What a scope reaches of a series: what has not begun, and for calling off also what runs. Without a series, itself. */
export function sessionsIn(
  slots: readonly SlotView[],
  slot: SlotView,
  scope: Scope,
  now: number,
  running = false,
): readonly SlotView[] {
  if (scope === 'this' || !slot.seriesId) return [slots.find((one) => one.id === slot.id) ?? slot];
  return slots.filter((one) => {
    const status = slotStatus({ ...one, cancelled: one.status === 'cancelled' }, now);
    if (one.seriesId !== slot.seriesId || status === 'completed' || status === 'cancelled') return false;
    if (!running && Date.parse(one.startsAt) <= now) return false;
    return scope === 'series' || one.startsAt >= slot.startsAt;
  });
}

/** The question which sessions of a series are meant; nothing where there is only one left. `isFirst`: it has the focus first. */
export function scopeChoice(
  { text }: CalendarViewing,
  legend: CalendarName,
  chosen: Scope,
  reached: (scope: Scope) => readonly SlotView[],
  choose: (scope: Scope) => void,
  isFirst = false,
): TemplateResult | typeof nothing {
  const all = reached('series').length;
  const following = reached('following').length;
  if (all < 2) return nothing;
  const choice = (scope: Scope, label: string) => html`<label class="tick">
    <input type="radio" name="scope" value=${scope} .checked=${chosen === scope} ?autofocus=${isFirst && chosen === scope} @change=${() => choose(scope)} />
    ${label}
  </label>`;
  return html`<fieldset>
    <legend>${text(legend)}</legend>
    ${choice('this', text('scopeThis'))}
    ${following > 1 && following < all ? choice('following', text('scopeFollowing', { count: following })) : nothing}
    ${choice('series', text('scopeSeries', { count: all }))}
  </fieldset>`;
}
