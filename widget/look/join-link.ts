import { html, type TemplateResult } from 'lit';

/** Only https can be opened: anything else could run in the page. */
export function isHttps(address: string | null | undefined): address is string {
  return /^https:\/\/\S+$/.test(address ?? '') && URL.canParse(address ?? '');
}

/** The way into the meeting. */
export function joinLink(address: string, label: string): TemplateResult {
  return html`<a class="link" part="link" href=${address} target="_blank" rel="noopener noreferrer">${label}</a>`;
}
