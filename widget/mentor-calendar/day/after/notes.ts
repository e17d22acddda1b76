import type { longestNotes, SessionNotes, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { linkList } from '../../../element/session/index.ts';
import { icons } from '../../../look/icons.ts';
import { problemAlert } from '../../dialogs/problem.ts';
import type { AfterContext } from './after-context.ts';
import { most, type NotesDraft, type NotesEditing } from './notes-editing.ts';

const longest: typeof longestNotes = 10_000;

/** What the alumnus writes for all who were there: as it is kept, or the form for it. */
export function notesPart(
  { id }: SlotView,
  notes: SessionNotes,
  editing: NotesEditing,
  context: AfterContext,
): TemplateResult {
  const { text } = context;
  const draft = editing.draftOf(id);
  const isWritten = Boolean(notes.text || notes.links.length);
  return html`<div role="group" class="notes" part="session-notes" aria-labelledby="notes-${id}">
    <h5 id="notes-${id}">${text('notes')}</h5>
    ${
      draft
        ? form(id, notes, draft, editing, context)
        : html`${isWritten ? written(notes, context) : html`<p class="small muted">${text('notesNone')}</p>`}
          <button type="button" class="btn small" part="button" data-action="notes" @click=${() => editing.open(id, notes)}>${text(isWritten ? 'notesEdit' : 'notesWrite')}</button>`
    }
  </div>`;
}

/** Text is text, and links lead out. */
function written(notes: SessionNotes, { viewing }: AfterContext): TemplateResult {
  return html`<div class="session-notes">
    ${notes.text ? html`<p class="written" dir="auto">${notes.text}</p>` : nothing}${linkList(viewing, notes)}
  </div>`;
}

function form(
  id: string,
  notes: SessionNotes,
  draft: NotesDraft,
  editing: NotesEditing,
  { text, viewer, viewing }: AfterContext,
): TemplateResult {
  const isBusy = editing.isBusy(id);
  const isOld = notes.updatedAt !== draft.begunFrom && !isBusy;
  const submit = (event: Event) => {
    event.preventDefault();
    editing.save(id);
  };
  return html`<form novalidate @submit=${submit}>
    <label class="field"><span class="unseen">${text('notes')}</span>
      <textarea rows="5" maxlength=${longest} dir="auto" aria-describedby="notes-hint-${id}" .value=${live(draft.text)}
        @input=${(event: Event) => editing.type(id, (event.target as HTMLTextAreaElement).value)}></textarea></label>
    <p class="hint" id="notes-hint-${id}">${text('notesHint')}</p>
    ${draft.links.map((_, at) => link(id, at, (at + 1).toLocaleString(viewer.locale), draft, editing, viewing.text))}
    ${draft.links.length < most ? html`<button type="button" class="btn quiet small" part="button" data-action="add-link" @click=${() => editing.addLink(id)}>${icons.add}${text('linkAdd')}</button>` : nothing}
    <div role="status">${
      isOld
        ? html`<div class="note warn" part="note"><span>${text('notesOld')}</span>${notes.text ? html`<p class="written" dir="auto">${notes.text}</p>` : nothing}</div>`
        : nothing
    }</div>
    ${problemAlert(draft.problem, viewing)}
    <div class="saving">
      <button type="button" class="btn small" part="button" @click=${() => editing.giveUp(id)}>${text('cancel')}</button>
      <button class="btn primary small" part="button button-primary" aria-disabled=${isBusy ? 'true' : nothing}>${text(isBusy ? 'saving' : 'notesSave')}</button>
    </div>
  </form>`;
}

function link(
  id: string,
  at: number,
  number: string,
  { links, wrong }: NotesDraft,
  editing: NotesEditing,
  text: AfterContext['text'],
): TemplateResult {
  const isWrong = wrong.has(at);
  const hint = `link-${id}-${at}`;
  const type = (field: 'url' | 'label') => (event: Event) =>
    editing.typeLink(id, at, { [field]: (event.target as HTMLInputElement).value });
  return html`<fieldset class="typed">
    <legend class="unseen">${text('linkOne', { number })}</legend>
    <label class="field">${text('address')}
      <input name="url-${at}" type="url" dir="ltr" placeholder="https://" maxlength="2048" autocomplete="off" spellcheck="false"
        .value=${live(links[at]?.url ?? '')} aria-invalid=${isWrong ? 'true' : nothing} aria-describedby=${isWrong ? hint : nothing} @input=${type('url')} /></label>
    <label class="field">${text('linkLabel')}
      <input name="label-${at}" dir="auto" maxlength="200" autocomplete="off" .value=${live(links[at]?.label ?? '')} @input=${type('label')} /></label>
    <button type="button" class="icon" aria-label=${text('linkRemove', { number })} @click=${() => editing.removeLink(id, at)}>${icons.close}</button>
    ${isWrong ? html`<p class="wrong" id=${hint}>${text('linkWrong')}</p>` : nothing}
  </fieldset>`;
}
