import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../client/failure.ts';

/** The form of the calendar, shown only when loading takes a while; the styles hold it back. */
export function skeleton(label: string): TemplateResult {
  return html`<div class="skeleton" part="loading">
    <p class="unseen">${label}</p>
    <div class="layout" aria-hidden="true">
      <div>
        <i class="bone title"></i>
        <div class="bones">${Array.from({ length: 35 }, () => html`<i class="bone"></i>`)}</div>
      </div>
      <div class="side">${[1, 2, 3].map(() => html`<div><i class="bone line"></i><i class="bone words"></i></div>`)}</div>
    </div>
  </div>`;
}

/** Instead of a calendar: why there is none, and what to do about it. */
export function blank(
  part: 'empty' | 'error',
  title: string,
  hint: string,
  reference: string | null,
  button: { label: string; press(): void } | null,
): TemplateResult {
  return html`<div class="blank" part=${part} role=${part === 'error' ? 'alert' : nothing}>
    <h3>${title}</h3>
    <p>${hint}</p>
    ${reference ? html`<p class="small">${reference}</p>` : nothing}
    ${button ? html`<button type="button" class="btn primary" part="button button-primary" @click=${button.press}>${button.label}</button>` : nothing}
  </div>`;
}

/** Nobody is signed in, or no longer. */
export function needsSignIn({ code }: Failure): boolean {
  return code === 'unauthenticated' || code === 'signed_out' || code === 'invalid_token';
}
