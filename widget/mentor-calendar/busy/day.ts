import { html, nothing, type TemplateResult } from 'lit';
import { timeRange } from '../../calendar/format.ts';
import type { CalendarContext } from '../context/calendar-context.ts';
import type { Stretch } from './stretches.ts';

/** When the alumnus is busy on the chosen day, and by which calendar. */
export function busyDay(
  stretches: readonly Stretch[],
  { text, viewer }: CalendarContext,
): TemplateResult | typeof nothing {
  if (!stretches.length) return nothing;
  return html`<div class="elsewhere">
    <p class="small muted" id="elsewhere">${text('busyElsewhere')}</p>
    <ul aria-labelledby="elsewhere">
      ${stretches.map(
        ({
          from,
          to,
          isWhole,
          labels,
        }) => html`<li part="busy"><span class="time">${isWhole ? text('allDay') : timeRange(viewer, from, to)}</span>
          ${labels.length ? html`<bdi>${labels.join(', ')}</bdi>` : nothing}</li>`,
      )}
    </ul>
  </div>`;
}
