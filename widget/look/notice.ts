import { html, nothing, type TemplateResult } from 'lit';
import type { CommonName, Tell } from '../text/names.ts';

/** What the element has just said. */
export interface Notice {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  /** The service's id of the request. */
  reference: string | null;
}

/** A notice where it belongs; `more` stands below or beside it. A hidden status line speaks it. */
export function noticeLine(notice: Notice, text: Tell<CommonName>, more: unknown = nothing): TemplateResult {
  return html`<div class="note ${notice.tone}" part="note">
    <span>${notice.text} ${notice.reference ? html`<small>${text('reference', { id: notice.reference })}</small>` : nothing}</span>${more}
  </div>`;
}
