/** Notes, links and recordings of a session, as whoever was in it reads them. Text is text: nothing in it becomes HTML. */
import type { Recording, SessionNotes } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isHttps, joinLink } from '../../look/join-link.ts';
import { noticeLine } from '../../look/notice.ts';
import type { Viewing } from '../viewing.ts';
import type { KeptNotes } from './kept-notes.ts';
import { waitingLine } from './waiting-line.ts';

export interface NotesWords {
  /** Said where nothing was written yet. */
  none: string;
  /** Stands beside a recording, such as a button that removes it. */
  besideRecording?(recording: Recording): unknown;
}

/** Notes as they are known; while they are not, that they come, or why they do not. */
export function notesView(viewing: Viewing, kept: KeptNotes, words: NotesWords): TemplateResult {
  const { text } = viewing;
  const { value: notes } = kept;
  if (!notes) return waitingLine(viewing, kept, text('notesLoading'), 'reread');
  const isEmpty = !notes.text && !notes.links.length && !notes.recordings.length;
  if (isEmpty) return html`<p class="muted" part="session-notes">${words.none}</p>`;
  return html`<div class="session-notes" part="session-notes">
    ${notes.text ? html`<p class="written" dir="auto">${notes.text}</p>` : nothing}
    ${linkList(viewing, notes)}
    ${recordingList(viewing, kept, words)}
  </div>`;
}

/** Material. What is not https is text; nothing that is opened learns from where. */
export function linkList({ text }: Viewing, { links }: Pick<SessionNotes, 'links'>): unknown {
  if (!links.length) return nothing;
  return html`<div>
    <h4>${text('linksTitle')}</h4>
    <ul class="links">
      ${links.map(({ url, label }) => html`<li><bdi>${isHttps(url) ? joinLink(url, label || hostOf(url)) : label || url}</bdi></li>`)}
    </ul>
  </div>`;
}

function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return pathname === '/' ? host : host + pathname;
}

/** Recordings, each with a player that fetches nothing but its length before it is started. */
export function recordingList(
  viewing: Viewing,
  kept: KeptNotes,
  { besideRecording }: Pick<NotesWords, 'besideRecording'> = {},
): unknown {
  const { text } = viewing;
  const recordings = kept.value?.recordings ?? [];
  if (!recordings.length) return nothing;
  return html`<div>
    <h4>${text('recordingsTitle')}</h4>
    <ul class="recordings">
      ${repeat(
        recordings,
        ({ id }) => id,
        (recording) => html`<li>
          <div class="row"><span class="grow"><bdi>${recording.name}</bdi></span>${besideRecording?.(recording) ?? nothing}</div>
          ${player(viewing, kept, recording)}
        </li>`,
      )}
    </ul>
  </div>`;
}

function player(viewing: Viewing, kept: KeptNotes, recording: Recording): TemplateResult {
  const { text, client } = viewing;
  // What the service tells is a path of its own.
  const source = `${client?.api.origin}${kept.addressOf(recording)}`;
  const label = text('recordingLabel', { name: recording.name });
  if (kept.isBroken(recording)) {
    return noticeLine(
      { tone: 'bad', text: text('recordingFailed'), reference: null },
      text,
      html`<button type="button" class="btn small" part="button" data-action="replay" @click=${() => void kept.retry(recording)}>${text('retry')}</button>
        <a class="link" part="link" href=${source} target="_blank" rel="noopener noreferrer">${text('recordingOpen')}</a>`,
    );
  }
  const failed = ({ currentTarget }: Event) => renew(kept, recording, currentTarget as HTMLMediaElement);
  const found = () => kept.found(recording);
  return /^audio\//.test(recording.type)
    ? html`<audio part="player" controls preload="metadata" aria-label=${label} src=${source} @error=${failed} @loadedmetadata=${found}></audio>`
    : html`<video part="player" controls playsinline preload="metadata" aria-label=${label} src=${source} @error=${failed} @loadedmetadata=${found}></video>`;
}

/** Goes on with a new address where the old one ended. */
async function renew(kept: KeptNotes, recording: Recording, media: HTMLMediaElement): Promise<void> {
  const { currentTime, paused, src } = media;
  await kept.renew(recording);
  const goOn = () => {
    if (media.src === src) return;
    media.currentTime = currentTime;
    if (!paused) void media.play().catch(() => {});
  };
  media.addEventListener('loadedmetadata', goOn, { once: true });
}
