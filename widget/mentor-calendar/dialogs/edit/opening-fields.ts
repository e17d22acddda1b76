import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { dayShort, timeOf, zoneCity } from '../../../calendar/format.ts';
import { inZone } from '../../../calendar/zone-names.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import type { FormDraft } from './draft.ts';
import { inputField } from './fields.ts';
import { openingInstant } from './opening.ts';
import type { SlotEditing } from './state.ts';

/** Whether booking opens later, and when: by the clock of the session's zone. */
export function openingFields(
  editing: SlotEditing,
  draft: FormDraft,
  viewing: CalendarViewing,
): TemplateResult {
  const { text } = viewing;
  const input = inputField(editing, draft, viewing);
  const isSeries = draft.every || editing.scope !== 'this';
  const choose = (event: Event) => {
    const box = event.target as HTMLInputElement;
    editing.set('opensLater', box.checked);
    // What is asked then may come below what is seen of the form.
    requestAnimationFrame(() => box.form?.querySelector('#hint-opens')?.scrollIntoView({ block: 'nearest' }));
  };
  const describedBy = 'hint-opens';
  return html`<label class="tick wide">
      <input type="checkbox" name="opensLater" .checked=${live(draft.opensLater)} @change=${choose} />
      ${text('opensLater')}
    </label>
    ${
      draft.opensLater
        ? html`${input('opensDate', 'date', { describedBy })} ${input('opensTime', 'time', { describedBy })}
          <div class="hint wide" id="hint-opens">
            ${told(draft, viewing)}
            <p>${text('opensHint')} ${isSeries ? text('opensSeries') : nothing}</p>
          </div>`
        : nothing
    }`;
}

/** What is typed, as the calendar tells it. */
function told(draft: FormDraft, { text, viewer }: CalendarViewing): TemplateResult | typeof nothing {
  const at = openingInstant(draft);
  if (Number.isNaN(at)) return nothing;
  const own = inZone(viewer, draft.timeZone);
  const when = `${dayShort(own, at)}, ${timeOf(own, at)}`;
  return html`<p>${
    own.timeZone === viewer.timeZone
      ? text('inCalendar', { when })
      : text('inOwnZone', { when, zone: zoneCity(own.timeZone) })
  }</p>`;
}
