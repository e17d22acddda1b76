import { html, type TemplateResult } from 'lit';

function icon(path: string, isMirrored = false): TemplateResult {
  return html`<svg class=${isMirrored ? 'line flip' : 'line'} viewBox="0 0 20 20" aria-hidden="true"><path d=${path}></path></svg>`;
}

/** Inline drawings; those that point somewhere turn round in right-to-left pages. */
export const icons = {
  back: icon('M12 4l-6 6 6 6', true),
  forward: icon('M8 4l6 6-6 6', true),
  add: icon('M10 4v12M4 10h12'),
  check: icon('M4 10.5l4 4 8-9'),
  close: icon('M5 5l10 10M15 5L5 15'),
} as const;
