import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarContext, Note } from './calendar-context.ts';

/** What was just said, where it happened. A hidden status line speaks it. */
export function noteLine(note: Note, { text }: Pick<CalendarContext, 'text'>): TemplateResult {
  return html`<p class=${note.tone === 'bad' ? 'note bad' : 'note'} part="note">
    <span>${note.text} ${note.reference ? html`<small>${text('reference', { id: note.reference })}</small>` : nothing}</span>
  </p>`;
}
