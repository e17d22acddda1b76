import { html, nothing, type TemplateResult } from 'lit';
import { ago, hourCycleOf, zoneCity } from '../calendar/format.ts';
import type { Viewer } from '../calendar/viewer.ts';
import type { CommonName, Tell } from '../text/names.ts';

/** What the line is drawn with. */
export interface ZoneBar {
  viewer: Viewer;
  /** The server's clock, ms. */
  now: number;
  /** Null where more is wrong than it says, which is told elsewhere. */
  connection: 'connecting' | 'live' | 'offline' | null;
  /** When what is shown was last known to be true, ms. */
  knownAt: number;
  text: Tell<CommonName>;
  changeZone(): void;
  changeHours(hourCycle: 'h12' | 'h23'): void;
}

/**
 * Whether what is shown is live, in which zone and by which clock times are told, and the way to others. The zone is told by its
 * city alone: its offset is another in summer than in winter, and stands with a session, at which it is one.
 */
export function zoneBar(bar: ZoneBar): TemplateResult {
  const { viewer, now, connection, knownAt, text } = bar;
  const other = hourCycleOf(viewer) === 'h12' ? 'h23' : 'h12';
  return html`
    <div class="zone" part="zone">
      ${connection ? html`<span class="live"><i class="dot ${connection}"></i><span role="status">${text(connection, { ago: ago(viewer, now - knownAt) })}</span></span>` : nothing}
      <span class="where">${text('yourTime', { zone: zoneCity(viewer.timeZone) })}
        <button type="button" class="link" aria-label=${text('changeZone')} @click=${() => bar.changeZone()}>${text('change')}</button>
        <button type="button" class="link" @click=${() => bar.changeHours(other)}>${text(other)}</button>
      </span>
    </div>
  `;
}
