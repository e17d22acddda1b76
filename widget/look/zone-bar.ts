import { html, type TemplateResult } from 'lit';
import { ago, hourCycleOf, zoneName } from '../calendar/format.ts';
import type { Viewer } from '../calendar/viewer.ts';
import { chosenHourCycle } from '../element/choice.ts';
import type { Facts } from '../element/messages.ts';

interface ZoneBar {
  viewer: Viewer;
  /** The server's clock, ms. */
  now: number;
  connection: 'connecting' | 'live' | 'offline';
  /** When what is shown was last known to be true, ms. */
  knownAt: number;
  text(name: string, facts?: Facts): string;
  change(): void;
}

/** Whether what is shown is live, in which zone and by which clock times are told, and the way to others. */
export function zoneBar({ viewer, now, connection, knownAt, text, change }: ZoneBar): TemplateResult {
  const other = hourCycleOf(viewer) === 'h12' ? 'h23' : 'h12';
  return html`
    <div class="zone" part="zone">
      <span class="live"><i class="dot ${connection}"></i><span role="status">${text(connection, { ago: ago(viewer, now - knownAt) })}</span></span>
      <span class="where">${text('yourTime', { zone: zoneName(viewer, now) })}
        <button type="button" class="link" aria-label=${text('changeZone')} @click=${change}>${text('change')}</button>
        <button type="button" class="link" aria-label=${text(`${other}Label`)} @click=${() => chosenHourCycle.set(other)}>${text(other)}</button>
      </span>
    </div>
  `;
}
