import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { noticeLine } from '../../../look/notice.ts';
import { zoneOptions } from '../../../look/zone-options.ts';
import type { CalendarContext } from '../../context.ts';
import type { Kit } from '../dialogs.ts';
import type { Field, FormDraft } from './draft.ts';
import { seriesPreview } from './series-preview.ts';
import type { SlotEditing } from './state.ts';

/** The dialog in which availability is added or a session edited. */
export function slotForm(
  editing: SlotEditing,
  kit: Kit,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { draft, slot } = editing;
  const { text } = context;
  if (!draft) return nothing;
  const changing = editing.reached(editing.scope);
  const { booked, waiting } = kit.peopleIn(changing);
  const input = (field: TextField, type: string, extra: Partial<Extra> = {}) =>
    inputField(editing, draft, context, field, type, extra);
  return html`<dialog class="slot-form" part="dialog" aria-labelledby="form-title" @close=${() => editing.close()}>
    <form novalidate @submit=${(event: Event) => submit(event, editing)}>
      <div class="row">
        <h3 id="form-title" class="grow">${text(slot ? 'formEdit' : 'formAdd')}</h3>
        <button type="button" class="icon" aria-label=${text('close')} @click=${close}><svg class="line" viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15"></path></svg></button>
      </div>
      ${
        slot?.seriesId
          ? kit.scopeChoice(
              context,
              'editScope',
              editing.scope,
              (scope) => editing.reached(scope),
              (scope) => editing.choose(scope),
            )
          : nothing
      }
      ${
        slot
          ? html`<p class="muted small" role="status">
            ${editing.scope === 'this' ? nothing : text('formChanges', { count: changing.length })}
            ${booked ? text('formTold', { count: booked }) : nothing}
            ${waiting ? text('formWaiting', { count: waiting }) : nothing}
          </p>`
          : nothing
      }
      <div class="fields">
        ${input('description', 'text', { wide: true, limit: 2000, first: true, hint: slot ? '' : 'descriptionHint' })}
        ${input('date', 'date', { hint: editing.scope === 'this' ? '' : 'dateMovesAll' })} ${input('seats', 'number', { min: '1', max: '500' })}
        ${input('startTime', 'time')} ${input('endTime', 'time')}
        ${zoneField(editing, draft, context)}
        ${slot ? nothing : repeatFields(editing, draft, context, input)}
        ${seriesPreview(editing, context)}
        ${input('meetingUrl', 'url', { wide: true, limit: 2048, hint: 'linkHint', placeholder: 'https://' })}
        <label class="tick wide">
          <input type="checkbox" .checked=${live(draft.requiresApproval)} @change=${(event: Event) => editing.set('requiresApproval', (event.target as HTMLInputElement).checked)} />
          ${text('approval')}
        </label>
      </div>
      <div role="alert">${problem(editing, kit, context)}</div>
      <div class="buttons">
        <button type="button" class="btn" part="button" @click=${(event: Event) => cancel(event, editing)}>${text('cancel')}</button>
        <button type="submit" class="btn primary" part="button button-primary" aria-disabled=${editing.isBusy ? 'true' : nothing}>
          ${submitLabel(editing, draft, context)}
        </button>
      </div>
    </form>
  </dialog>`;
}

type TextField = Exclude<Field, 'requiresApproval' | 'every' | 'ends' | 'timeZone'>;
interface Extra {
  wide: boolean;
  first: boolean;
  limit: number;
  min: string;
  max: string;
  placeholder: string;
  /** Name of a text below the field. */
  hint: string;
}

const labels: Record<TextField, string> = {
  description: 'description',
  date: 'date',
  seats: 'seats',
  startTime: 'from',
  endTime: 'to',
  meetingUrl: 'link',
  count: 'count',
  until: 'until',
};

function inputField(
  editing: SlotEditing,
  draft: FormDraft,
  { text }: CalendarContext,
  field: TextField,
  type: string,
  { wide, first, limit, min, max, placeholder, hint }: Partial<Extra>,
): TemplateResult {
  const wrong = editing.wrong(field);
  const described = [wrong && `wrong-${field}`, hint && `hint-${field}`].filter(Boolean).join(' ');
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
}

function zoneField(editing: SlotEditing, draft: FormDraft, { text }: CalendarContext): TemplateResult {
  const wrong = editing.wrong('timeZone');
  return html`<div class="cell wide"><label class="field">
    ${text('zone')}
    <select
      name="timeZone"
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? 'wrong-timeZone' : nothing}
      @change=${(event: Event) => editing.set('timeZone', (event.target as HTMLSelectElement).value)}
    >${zoneOptions(draft.timeZone)}</select></label>
    ${wrong ? html`<span class="wrong" id="wrong-timeZone">${wrong}</span>` : nothing}
  </div>`;
}

function repeatFields(
  editing: SlotEditing,
  draft: FormDraft,
  context: CalendarContext,
  input: (field: TextField, type: string, extra?: Partial<Extra>) => TemplateResult,
) {
  const every = { '': 'never', day: 'everyDay', week: 'everyWeek', '2 weeks': 'everyTwoWeeks' } as const;
  const ends = { count: 'endsAfter', until: 'endsOn' } as const;
  return html`${choice(editing, context, 'every', 'repeat', every, draft.every, !draft.every)}
  ${
    draft.every
      ? html`${choice(editing, context, 'ends', 'ends', ends, draft.ends)}
        ${draft.ends === 'count' ? input('count', 'number', { min: '2', max: '60' }) : input('until', 'date')}`
      : nothing
  }`;
}

function choice<F extends 'every' | 'ends'>(
  editing: SlotEditing,
  { text }: CalendarContext,
  field: F,
  label: string,
  options: Record<FormDraft[F], string>,
  chosen: FormDraft[F],
  isWide = false,
): TemplateResult {
  return html`<label class="field ${isWide ? 'wide' : ''}">
    ${text(label)}
    <select name=${field} @change=${(event: Event) => editing.set(field, (event.target as HTMLSelectElement).value as FormDraft[F])}>
      ${(Object.entries(options) as [FormDraft[F], string][]).map(
        ([value, name]) => html`<option value=${value} .selected=${value === chosen}>${text(name)}</option>`,
      )}
    </select>
  </label>`;
}

function problem({ problem }: SlotEditing, kit: Kit, context: CalendarContext) {
  return problem ? noticeLine(problem, context.text, kit.clashList(problem.clashes, context)) : nothing;
}

function submitLabel(editing: SlotEditing, draft: FormDraft, { text }: CalendarContext): string {
  const { slot, isBusy, count } = editing;
  if (slot) return text(isBusy ? 'saving' : 'save');
  if (isBusy) return text('adding');
  if (!draft.every) return text('addOne');
  return count === null ? text('addSeries') : text('addMany', { count });
}

function close(event: Event): void {
  (event.currentTarget as Element).closest('dialog')?.close();
}

function cancel(event: Event, editing: SlotEditing): void {
  editing.discard();
  close(event);
}

async function submit(event: Event, editing: SlotEditing): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  await editing.submit();
  requestAnimationFrame(() => {
    form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    form.querySelector('.wrong, .note')?.scrollIntoView({ block: 'nearest' });
  });
}
