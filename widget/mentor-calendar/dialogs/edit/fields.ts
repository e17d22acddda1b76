import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { zoneOptions } from '../../../look/dialog/zone-options.ts';
import type { CalendarName } from '../../../text/names.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import type { Field, FormDraft } from './draft.ts';
import type { SlotEditing } from './state.ts';

type TextField = Exclude<Field, 'requiresApproval' | 'opensLater' | 'every' | 'ends' | 'timeZone'>;
interface Extra {
  wide?: boolean;
  first?: boolean;
  limit?: number;
  min?: string;
  max?: string;
  placeholder?: string;
  /** Below the field. */
  hint?: CalendarName | null;
  /** The id of what describes several fields. */
  describedBy?: string | false;
}

const labels: Record<TextField, CalendarName> = {
  description: 'description',
  date: 'date',
  seats: 'seats',
  startTime: 'from',
  endTime: 'to',
  meetingUrl: 'link',
  opensDate: 'opensDate',
  opensTime: 'opensTime',
  count: 'count',
  until: 'until',
};

/** Returns what draws one field in which something is typed, with what is wrong with it. */
export function inputField(editing: SlotEditing, draft: FormDraft, { text }: CalendarViewing) {
  return (field: TextField, type: string, extra: Extra = {}): TemplateResult => {
    const { wide, first, limit, min, max, placeholder, hint, describedBy } = extra;
    const wrong = editing.wrong(field);
    const described = [wrong && `wrong-${field}`, hint && `hint-${field}`, describedBy]
      .filter(Boolean)
      .join(' ');
    // `live`: a date that is half typed has no value; setting that again would wipe what is typed.
    return html`<div class="cell ${wide ? 'wide' : ''}">
    <label class="field">
    ${text(labels[field])}
    <input
      name=${field}
      type=${type}
      .value=${live(draft[field])}
      min=${min ?? nothing}
      max=${max ?? nothing}
      maxlength=${limit ?? nothing}
      placeholder=${placeholder ?? nothing}
      inputmode=${type === 'number' ? 'numeric' : nothing}
      autocomplete="off"
      dir=${type === 'url' ? 'ltr' : field === 'description' ? 'auto' : nothing}
      ?autofocus=${first}
      ?required=${!limit}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${described || nothing}
      @input=${(event: Event) => editing.set(field, (event.target as HTMLInputElement).value)}
    /></label>
    ${wrong ? html`<span class="wrong" id="wrong-${field}">${wrong}</span>` : nothing}
    ${hint ? html`<span class="hint" id="hint-${field}">${text(hint)}</span>` : nothing}
  </div>`;
  };
}

export function zoneField(
  editing: SlotEditing,
  draft: FormDraft,
  { text, viewer }: CalendarViewing,
): TemplateResult {
  const wrong = editing.wrong('timeZone');
  return html`<div class="cell wide"><label class="field">
    ${text('zone')}
    <select
      name="timeZone"
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? 'wrong-timeZone' : nothing}
      @change=${(event: Event) => editing.set('timeZone', (event.target as HTMLSelectElement).value)}
    >${zoneOptions(viewer.locale, draft.timeZone, [viewer.timeZone])}</select></label>
    ${wrong ? html`<span class="wrong" id="wrong-timeZone">${wrong}</span>` : nothing}
  </div>`;
}

const every = [
  ['', 'never'],
  ['day', 'everyDay'],
  ['week', 'everyWeek'],
  ['2 weeks', 'everyTwoWeeks'],
] as const;

const ends = [
  ['count', 'endsAfter'],
  ['until', 'endsOn'],
] as const;

/** Whether it repeats, and until when. */
export function repeatFields(
  editing: SlotEditing,
  draft: FormDraft,
  viewing: CalendarViewing,
): TemplateResult {
  const input = inputField(editing, draft, viewing);
  return html`${choice(editing, viewing, 'every', 'repeat', every, draft.every, !draft.every)}
  ${
    draft.every
      ? html`${choice(editing, viewing, 'ends', 'ends', ends, draft.ends)}
        ${draft.ends === 'count' ? input('count', 'number', { min: '2', max: '60' }) : input('until', 'date')}`
      : nothing
  }`;
}

function choice<F extends 'every' | 'ends'>(
  editing: SlotEditing,
  { text }: CalendarViewing,
  field: F,
  label: CalendarName,
  options: readonly (readonly [value: FormDraft[F], name: CalendarName])[],
  chosen: FormDraft[F],
  isWide = false,
): TemplateResult {
  const choose = ({ target }: Event) => {
    const option = options[(target as HTMLSelectElement).selectedIndex];
    if (option) editing.set(field, option[0]);
  };
  return html`<label class="field ${isWide ? 'wide' : ''}">
    ${text(label)}
    <select name=${field} @change=${choose}>
      ${options.map(([value, name]) => html`<option value=${value} .selected=${value === chosen}>${text(name)}</option>`)}
    </select>
  </label>`;
}
