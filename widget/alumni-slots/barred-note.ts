import { html, nothing, type TemplateResult } from 'lit';
import type { Viewing } from '../element/viewing.ts';
import { noticeLine } from '../look/notice.ts';
import type { SlotsName } from '../text/names.ts';
import type { RowContext } from './rows/row-context.ts';

/** Why the viewer can book nothing of this mentor's, told before they try. Their own list says it in the list's place. */
export function barredNote(
  { client, text }: Viewing<SlotsName>,
  alumniId: string,
  { barred, mine }: RowContext,
): TemplateResult | typeof nothing {
  // Nobody books their own sessions, whatever their role.
  if (barred === 'otherRole' && client?.userId !== alumniId) {
    return html`<p class="note" part="note">${text('onlyStudents')}</p>`;
  }
  if (barred !== 'refused' || mine) return nothing;
  const retry = html`<button type="button" class="link" @click=${() => client?.retry()}>${text('retry')}</button>`;
  const said = { tone: 'bad', text: text('tokenRefusedFailure'), reference: null } as const;
  return html`<div role="alert">${noticeLine(said, text, retry)}</div>`;
}
