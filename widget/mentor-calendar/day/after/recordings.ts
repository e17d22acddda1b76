import type { Recording } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { recordingList } from '../../../element/session/index.ts';
import type { AfterContext } from './after-context.ts';
import type { RecordingRemoval } from './recording-removal.ts';
import type { SessionRecord } from './records.ts';
import { sizeInWords } from './size.ts';
import type { Upload, Uploads } from './uploads.ts';

/** Sound and film of a session, what is on its way, and the place where more is added; nothing where none is taken. */
export function recordingsPart(
  { notes: kept, slotId }: SessionRecord,
  uploads: Uploads,
  removal: RecordingRemoval,
  context: AfterContext,
): unknown {
  const { viewing } = context;
  const { recordings = [], uploadMax = null } = kept.value ?? {};
  const coming = uploads.of(slotId);
  if (uploadMax === null && !recordings.length) return nothing;
  return html`<div role="group" class="session-notes" part="recordings" aria-label=${viewing.text('recordingsTitle')}>
    ${recordings.length ? recordingList(viewing, kept, { besideRecording: (recording) => removeButton(recording, removal, context) }) : html`<h4>${viewing.text('recordingsTitle')}</h4>`}
    ${
      coming.length
        ? html`<ul class="uploads">
            ${repeat(
              coming,
              (upload) => upload.id,
              (upload) => onItsWay(upload, uploads, context),
            )}
          </ul>`
        : nothing
    }
    ${uploadMax === null ? nothing : place(slotId, uploadMax, uploads, context)}
  </div>`;
}

function removeButton(
  recording: Recording,
  removal: RecordingRemoval,
  { text, viewer }: AfterContext,
): TemplateResult {
  const { name, bytes } = recording;
  const label = text('actionLabel', { action: text('recordingRemove').replace('…', ''), when: name });
  return html`<span class="small muted">${sizeInWords(bytes, viewer.locale)}</span>
    <button type="button" class="btn quiet small" part="button" data-action="remove-recording" aria-label=${label} @click=${() => removal.ask(recording)}>${text('recordingRemove')}</button>`;
}

function onItsWay(upload: Upload, uploads: Uploads, { text, viewer }: AfterContext): TemplateResult {
  const { file, sent, refused, mayRetry } = upload;
  const label = (name: 'retry' | 'cancel' | 'uploadTakeAway') =>
    text('actionLabel', { action: text(name), when: file.name });
  const button = (name: 'retry' | 'cancel' | 'uploadTakeAway', press: () => void) =>
    html`<button type="button" class="btn quiet small" part="button" aria-label=${label(name)} @click=${press}>${text(name)}</button>`;
  const told =
    sent === null
      ? text('uploadWaits')
      : sent < 1
        ? sent.toLocaleString(viewer.locale, { style: 'percent' })
        : text('uploadChecked');
  return html`<li class="upload">
    <div class="headline">
      <span class="who"><bdi>${file.name}</bdi> <span class="small muted">${refused === null ? told : nothing}</span></span>
      ${refused !== null && mayRetry ? button('retry', () => uploads.retry(upload)) : nothing}
      ${button(refused === null ? 'cancel' : 'uploadTakeAway', () => uploads.remove(upload))}
    </div>
    ${
      refused === null
        ? html`<progress max="1" .value=${sent ?? 0} aria-label=${file.name}></progress>`
        : html`<p class="wrong" role="alert">${refused}</p>`
    }
  </li>`;
}

/** Where files are dropped, or chosen. */
function place(
  slotId: string,
  most: number,
  uploads: Uploads,
  { text, viewer }: AfterContext,
): TemplateResult {
  const choose = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    uploads.add(slotId, [...(input.files ?? [])], most);
    input.value = '';
  };
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle('over', event.type === 'dragover');
  };
  const drop = (event: DragEvent) => {
    drag(event);
    uploads.add(slotId, [...(event.dataTransfer?.files ?? [])], most);
  };
  return html`<div class="drop" @dragover=${drag} @dragleave=${drag} @drop=${drop}>
    <label class="btn small" part="button"><input class="unseen" type="file" multiple accept="audio/*,video/*" aria-describedby="most-${slotId}" @change=${choose} />${text('recordingAdd')}</label>
    <span class="hint" id="most-${slotId}">${text('recordingHint', { size: sizeInWords(most, viewer.locale) })}</span>
  </div>`;
}
