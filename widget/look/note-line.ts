import { html, nothing, type TemplateResult } from 'lit';
import type { Facts } from '../element/messages.ts';

/** What was just said, and where. */
export interface Said {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  /** The service's id of the request. */
  reference: string | null;
}

/** What was just said, where it happened; `more` stands below or beside it. A hidden status line speaks it. */
export function noteLine(
  said: Said,
  text: (name: string, facts?: Facts) => string,
  more: unknown = nothing,
): TemplateResult {
  return html`<div class="note ${said.tone}" part="note">
    <span>${said.text} ${said.reference ? html`<small>${text('reference', { id: said.reference })}</small>` : nothing}</span>${more}
  </div>`;
}
