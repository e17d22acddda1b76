import { html, nothing, type TemplateResult } from 'lit';

/** Instead of a list or a calendar: why there is none, and what to do about it. */
export function blank(
  part: 'empty' | 'error',
  title: string,
  hint: string,
  button?: [label: string, press: () => void],
  reference?: string | null,
): TemplateResult {
  return html`<div class="blank" part=${part} role=${part === 'error' ? 'alert' : nothing}>
    <h3>${title}</h3>
    <p>${hint}</p>
    ${reference ? html`<p class="small">${reference}</p>` : nothing}
    ${button ? html`<button type="button" class="btn primary" part="button button-primary" @click=${button[1]}>${button[0]}</button>` : nothing}
  </div>`;
}
