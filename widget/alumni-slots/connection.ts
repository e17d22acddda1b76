/** Whether what is shown is up to date, and what can be done where it is not. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SlotClient } from '../client/slot-client.ts';
import type { Viewing } from '../element/viewing.ts';
import type { ZoneBar } from '../look/zone-bar.ts';
import type { SlotsName } from '../text/names.ts';
import type { RowContext } from './rows/row-context.ts';

/** `live`: the sessions are as the feed knows them. Above a refused sign-in nothing is said to be up to date. */
export function connectionOf(
  { connection }: SlotClient,
  live: boolean,
  barred: RowContext['barred'],
): ZoneBar['connection'] {
  if (live) return barred === 'refused' ? null : 'live';
  return connection === 'offline' ? 'offline' : 'connecting';
}

/** Tries at once, where the service cannot be reached. */
export function retryButton(
  { text, client }: Viewing<SlotsName>,
  connection: ZoneBar['connection'],
): TemplateResult | typeof nothing {
  if (connection !== 'offline') return nothing;
  return html`<button type="button" class="link" @click=${() => client?.retry()}>${text('retry')}</button>`;
}
