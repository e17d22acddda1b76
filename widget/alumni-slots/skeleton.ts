import { html, type TemplateResult } from 'lit';

/** Shown only when loading takes a while; the styles hold it back. What the host wrote into the tag stays instead. */
export function skeleton(label: string): TemplateResult {
  const row = html`<div class="group" aria-hidden="true">
    <div class="date"><i class="bone day"></i></div>
    <div class="slot"><div class="what"><i class="bone time"></i><i class="bone line"></i><i class="bone seats"></i></div><i class="bone button"></i></div>
  </div>`;
  return html`<slot><div class="skeleton" part="loading"><p class="unseen">${label}</p>${[row, row, row]}</div></slot>`;
}
