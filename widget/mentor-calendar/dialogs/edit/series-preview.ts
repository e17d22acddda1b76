import type { PlannedDate } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { dayName, timeRange, whenOf, zoneCity } from '../../../calendar/format.ts';
import { inZone } from '../../../calendar/zone-names.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { dateList } from '../date-list.ts';
import { busyAnyway, plannedChip } from '../planned-chip.ts';
import { refusedField } from './findings.ts';
import type { SlotEditing } from './state.ts';

/** What the service says the form comes to: each date, what is in its way, and the time where the viewer is. */
export function seriesPreview(
  editing: SlotEditing,
  viewing: CalendarViewing,
): TemplateResult | typeof nothing {
  const { draft, plan } = editing;
  const { text, viewer } = viewing;
  if (!draft || !(plan.dates || plan.failure)) return nothing;
  const { dates, failure, isAsking } = plan;
  const [first] = dates ?? [];
  const isElsewhere = first && draft.timeZone !== viewer.timeZone;
  const there = inZone(viewer, draft.timeZone);
  const usual = dates?.find(({ moved }) => !moved);
  return html`<div class="preview small" part="preview" role="group" aria-label=${text('preview')} aria-busy=${isAsking}>
    ${failure && !refusedField(failure) ? html`<p class="muted">${text('planUnknown')}</p>` : nothing}
    ${draft.every && usual ? html`<p class="muted">${text('each', { time: timeRange(there, usual.startsAt, usual.endsAt), zone: zoneCity(there.timeZone) })}</p>` : nothing}
    ${isElsewhere ? html`<p class="muted">${text('forYou', { when: whenOf(viewer, first) })}</p>` : nothing}
    ${busyAnyway(dates, viewing)}
    ${
      draft.every || first?.clash || first?.busy.length
        ? dateList(
            dates?.map((date) => html`<li>${planned(date, editing, viewing)}</li>`),
            viewing,
            // Where each of them clashes, or there is one alone, none can be ticked.
            !draft.every || dates?.every(({ clash }) => clash) ? { name: text('preview') } : {},
          )
        : nothing
    }
  </div>`;
}

function planned(date: PlannedDate, editing: SlotEditing, viewing: CalendarViewing): TemplateResult {
  const { viewer } = viewing;
  const { clash } = date;
  const name = dayName(viewer.locale, date.date, 'short');
  const about = plannedChip(date, editing.slots, viewing);
  const told = html`${clash ? html`<s>${name}</s>` : name} ${about}`;
  if (!editing.draft?.every) return told;
  return html`<label class="tick">
    <input
      type="checkbox"
      .checked=${live(!editing.plan.isOut(date))}
      ?disabled=${clash !== null}
      @change=${(event: Event) => editing.leaveOut(date.date, !(event.target as HTMLInputElement).checked)}
    />
    <span>${told}</span>
  </label>`;
}
