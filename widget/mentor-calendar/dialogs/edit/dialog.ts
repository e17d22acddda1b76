import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { icons } from '../../../look/icons.ts';
import { behalfOf } from '../../context/behalf.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { byMail } from '../by-mail.ts';
import { peopleIn } from '../people.ts';
import { problemAlert } from '../problem.ts';
import { scopeChoice } from '../series-scope.ts';
import { timeHint } from '../told-time.ts';
import type { FormDraft } from './draft.ts';
import { inputField, repeatFields, zoneField } from './fields.ts';
import { openingFields } from './opening-fields.ts';
import { seriesPreview } from './series-preview.ts';
import type { SlotEditing } from './state.ts';

/** The form in which sessions are added, or one is edited. */
export function editDialog(editing: SlotEditing, viewing: CalendarViewing): TemplateResult | typeof nothing {
  const { draft, slot, isBusy } = editing;
  const { text } = viewing;
  if (!draft) return nothing;
  const cancel = (event: Event) => {
    editing.discard();
    closeDialog(event);
  };
  return dialogFrame(
    {
      id: 'form',
      kind: 'long',
      title: text(slot ? 'formEdit' : 'formAdd'),
      behalf: behalfOf(viewing),
      corner: html`<button type="button" class="icon" aria-label=${text('close')} @click=${closeDialog}>${icons.close}</button>`,
      closed: () => editing.close(),
      submit: (event) => void submit(event, editing),
    },
    html`${slot ? changes(editing, viewing) : nothing}
      <div class="fields">${fields(editing, draft, viewing)}</div>
      ${problemAlert(editing.problem, viewing)}`,
    html`<button type="button" class="btn" part="button" @click=${cancel}>${text('cancel')}</button>
      <button type="submit" class="btn primary" part="button button-primary" aria-disabled=${isBusy ? 'true' : nothing}>
        ${submitLabel(editing, draft, viewing)}
      </button>`,
  );
}

/** Is one of several of a series edited? Then that is decided first. */
function asksScope(editing: SlotEditing): boolean {
  return Boolean(editing.slot?.seriesId) && editing.reached('series').length > 1;
}

/** Which sessions change, and whom that concerns. */
function changes(editing: SlotEditing, viewing: CalendarViewing): TemplateResult {
  const { text } = viewing;
  const changing = editing.reached(editing.scope);
  const { booked, waiting } = peopleIn(changing);
  return html`${
    asksScope(editing)
      ? scopeChoice(
          viewing,
          'editScope',
          editing.scope,
          (scope) => editing.reached(scope),
          (scope) => editing.choose(scope),
          true,
        )
      : nothing
  }
    <p class="muted small" role="status">
      ${editing.scope === 'this' ? nothing : text('formChanges', { count: changing.length })}
      ${booked.length ? text('formBooked', { count: booked.length }) + byMail(viewing) : nothing}
      ${waiting.length ? text('formWaiting', { count: waiting.length }) : nothing}
    </p>`;
}

function fields(editing: SlotEditing, draft: FormDraft, viewing: CalendarViewing): TemplateResult {
  const { slot, scope } = editing;
  const { text } = viewing;
  const input = inputField(editing, draft, viewing);
  const told = timeHint(draft, viewing);
  const describedBy = told !== nothing && 'hint-time';
  const approve = (event: Event) =>
    editing.set('requiresApproval', (event.target as HTMLInputElement).checked);
  return html`
    ${input('description', 'text', { wide: true, limit: 2000, first: !asksScope(editing), hint: slot ? null : 'descriptionHint' })}
    ${input('date', 'date', { hint: scope === 'this' ? null : 'dateMovesAll', describedBy })} ${input('seats', 'number', { min: '1', max: '500' })}
    ${input('startTime', 'time', { describedBy })} ${input('endTime', 'time', { describedBy })}
    ${told}
    ${draft.every ? nothing : seriesPreview(editing, viewing)}
    ${zoneField(editing, draft, viewing)}
    ${slot ? nothing : repeatFields(editing, draft, viewing)}
    ${draft.every ? seriesPreview(editing, viewing) : nothing}
    ${input('meetingUrl', 'url', { wide: true, limit: 2048, hint: 'linkHint', placeholder: 'https://' })}
    <label class="tick wide">
      <input type="checkbox" .checked=${live(draft.requiresApproval)} @change=${approve} />
      ${text('approval')}
    </label>
    ${openingFields(editing, draft, viewing)}
  `;
}

function submitLabel(editing: SlotEditing, draft: FormDraft, { text }: CalendarViewing): string {
  const { slot, isBusy, count } = editing;
  if (slot) return text(isBusy ? 'saving' : 'save');
  if (isBusy) return text('adding');
  if (!draft.every) return text('addOne');
  return count === null ? text('addSeries') : text('addMany', { count });
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
