import { css, html, nothing, type TemplateResult } from 'lit';
import type { CalendarViewing } from '../context/calendar-context.ts';

/**
 * The line sticks to the lower edge while something lies below it, and once all has been scrolled by, it lies under the cover: no
 * script measures anything.
 */
export const dateListStyles = css`
  .scrolled { max-height: 262px; overflow: auto; margin-top: 8px; padding: 3px 3px 0; }
  .scrolled .below { position: sticky; bottom: 0; height: 26px; margin: 0; padding-top: 3px; text-align: center; font-size: 13px; font-weight: 600; color: var(--_ink); background: var(--_surface); border-top: 1px solid var(--_line-2); }
  .scrolled .cover { position: relative; height: 26px; margin-top: -26px; background: var(--_surface); }
  .dates { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr)); gap: 2px 14px; }
  .dates .tick { align-items: start; padding-block: 3px; }
`;

/** A list of dates that scrolls where it is long, and says so while there is more below. */
export function dateList(
  rows: unknown,
  { text }: CalendarViewing,
  /** `kind`: its class. `name`: what it is called where it takes the focus itself, since nothing in it does. */
  { kind = '', name }: { kind?: string; name?: string } = {},
): TemplateResult {
  return html`<div class="scrolled" tabindex=${name ? 0 : nothing} role=${name ? 'group' : nothing} aria-label=${name ?? nothing}>
    <ul class="dates ${kind}">${rows}</ul>
    <p class="below" aria-hidden="true">↓ ${text('moreBelow')}</p>
    <div class="cover"></div>
  </div>`;
}
