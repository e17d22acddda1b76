import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../client/failure.ts';

/** Shown only when loading takes a while; the styles hold it back. */
export function skeleton(label: string): TemplateResult {
  return html`
    <div class="skeleton" part="loading">
      <p class="unseen">${label}</p>
      ${[1, 2, 3].map(
        () => html`<div class="group" aria-hidden="true">
          <div class="date"><i class="bone day"></i></div>
          <div class="slot"><div class="what"><i class="bone time"></i><i class="bone line"></i><i class="bone seats"></i></div><i class="bone button"></i></div>
        </div>`,
      )}
    </div>
  `;
}

export function empty(title: string, hint: string, action?: TemplateResult): TemplateResult {
  return html`
    <div class="blank" part="empty">
      <p class="lead">${title}</p>
      <p>${hint}</p>
      ${action ?? nothing}
    </div>
  `;
}

export function failed(title: string, sentence: string, reference: string | null, retry: TemplateResult) {
  return html`
    <div class="blank" part="error">
      <p class="lead">${title}</p>
      <p>${sentence}</p>
      ${reference ? html`<p class="small">${reference}</p>` : nothing} ${retry}
    </div>
  `;
}

/** Nobody may read here without signing in. */
export function needsSignIn(failure: Failure): boolean {
  return (
    failure.code === 'unauthenticated' || failure.code === 'signed_out' || failure.code === 'invalid_token'
  );
}
