import { html, type TemplateResult } from 'lit';
import { ago, zoneCity, zoneName } from '../calendar/format.ts';
import type { Viewer } from '../calendar/viewer.ts';
import { chooseZone } from '../element/chosen-zone.ts';
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

/** Whether what is shown is live, in which zone times are told, and the way to another. */
export function zoneBar({ viewer, now, connection, knownAt, text, change }: ZoneBar): TemplateResult {
  return html`
    <div class="zone" part="zone">
      <span class="live"><i class="dot ${connection}"></i><span role="status">${text(connection, { ago: ago(viewer, now - knownAt) })}</span></span>
      <span class="where">${text('yourTime', { zone: zoneName(viewer, now) })}
        <button type="button" class="link" aria-label=${text('changeZone')} @click=${change}>${text('change')}</button>
      </span>
    </div>
  `;
}

/** The choice of another zone. It stands beside the bar, so that both can be placed apart. */
export function zoneDialog(viewer: Viewer, text: ZoneBar['text'], close: () => void): TemplateResult {
  function closed({ currentTarget }: Event): void {
    const dialog = currentTarget as HTMLDialogElement;
    if (dialog.returnValue) chooseZone(dialog.querySelector('select')?.value ?? null);
    close();
  }
  return html`
    <dialog part="dialog" aria-labelledby="zone-title" @close=${closed}>
      <form method="dialog">
        <h3 id="zone-title">${text('zoneTitle')}</h3>
        <label class="field">
          <span class="unseen">${text('zoneLabel')}</span>
          <select>${zoneOptions(viewer.timeZone)}</select>
        </label>
        <div class="buttons">
          <button class="btn" value="">${text('zoneKeep', { zone: zoneCity(viewer.timeZone) })}</button>
          <button class="btn primary" value="take">${text('zoneTake')}</button>
        </div>
      </form>
    </dialog>
  `;
}

/** Every zone the browser knows, as options; `chosen` is among them even where it is an alias. */
export function zoneOptions(chosen: string): TemplateResult[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen]);
  return [...zones]
    .sort()
    .map(
      (zone) =>
        html`<option value=${zone} .selected=${zone === chosen}>${zone.replaceAll('_', ' ')}</option>`,
    );
}
