import { html, type TemplateResult } from 'lit';

/** Only https can be opened: anything else could run in the page. */
export function isHttps(address: string | null | undefined): address is string {
  return /^https:\/\/[^\s\\]+$/.test(address ?? '') && URL.canParse(address ?? '');
}

/** The way into the meeting; as a button where it is the first thing to do. */
export function joinLink(
  address: string,
  label: string,
  look: 'link' | 'btn primary' = 'link',
): TemplateResult {
  return html`<a class=${look} part="link" href=${address} target="_blank" rel="noopener noreferrer">${label}</a>`;
}
