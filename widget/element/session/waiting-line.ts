import { html, type TemplateResult } from 'lit';
import { noticeLine } from '../../look/notice.ts';
import { failureNotice } from '../failures.ts';
import type { Viewing } from '../viewing.ts';
import type { Latest } from './latest.ts';

/** In place of what was not read yet: that it comes, in these words, or why it does not, with a way to read it again. */
export function waitingLine(
  viewing: Viewing,
  latest: Latest<unknown>,
  comes: string,
  action: string,
): TemplateResult {
  if (!latest.failure) return html`<p class="muted small">${comes}</p>`;
  return noticeLine(
    failureNotice(viewing, latest.failure),
    viewing.text,
    html`<button type="button" class="btn small" part="button" data-action=${action} @click=${() => void latest.read()}>${viewing.text('retry')}</button>`,
  );
}
