import { html, type TemplateResult } from 'lit';

/** The place of the month, shown only when loading takes a while; the styles hold it back. */
export function skeleton(label: string): TemplateResult {
  return html`<div class="skeleton" part="loading">
    <p class="unseen">${label}</p>
    <div class="layout" aria-hidden="true"><i class="bone"></i></div>
  </div>`;
}
