import { html, type TemplateResult } from 'lit';

/** The form of the calendar, shown only when loading takes a while; the styles hold it back. */
export function skeleton(label: string): TemplateResult {
  return html`<div class="skeleton" part="loading">
    <p class="unseen">${label}</p>
    <div class="layout" aria-hidden="true">
      <div>
        <i class="bone title"></i>
        <i class="bone month"></i>
      </div>
    </div>
  </div>`;
}
