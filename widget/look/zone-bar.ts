import { html, type TemplateResult } from 'lit';
import { ago, zoneCity, zoneName } from '../calendar/format.ts';
import type { Viewer } from '../calendar/viewer.ts';
import { chooseZone } from '../element/chosen-zone.ts';
import type { Facts } from '../element/messages.ts';
import { dialogOf } from './dialog.ts';

interface ZoneBar {
  viewer: Viewer;
  /** The server's clock, ms. */
  now: number;
  connection: 'connecting' | 'live' | 'offline';
  /** When what is shown was last known to be true, ms; null while nothing is. */
  knownAt: number | null;
  text(name: string, facts?: Facts): string;
}

/** Whether what is shown is live, in which zone times are told, and the way to another. */
export function zoneBar({ viewer, now, connection, knownAt, text }: ZoneBar): TemplateResult {
  const state =
    connection !== 'offline'
      ? text(connection)
      : text('offline', { ago: ago(viewer, knownAt === null ? 0 : now - knownAt) });
  return html`
    <div class="zone" part="zone">
      <span class="live"><i class="dot ${connection === 'live' ? '' : 'off'}"></i><span role="status">${state}</span></span>
      <span class="grow"></span>
      <span>${text('yourTime', { zone: zoneName(viewer, now) })}</span>
      <button type="button" class="link" aria-label=${text('changeZone')} @click=${(event: Event) => dialogOf(event, '.zones')?.showModal()}>
        ${text('change')}
      </button>
    </div>
  `;
}

/** The dialog that `zoneBar` opens. It stands beside it, so that both can be placed apart. */
export function zoneDialog({ viewer, text }: Pick<ZoneBar, 'viewer' | 'text'>): TemplateResult {
  function take(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (event.submitter?.getAttribute('value') === 'take')
      chooseZone(new FormData(form).get('zone') as string);
  }
  return html`
    <dialog class="zones" part="dialog" aria-labelledby="zone-title">
      <form method="dialog" @submit=${take}>
        <h3 id="zone-title">${text('zoneTitle')}</h3>
        <label class="field">
          <span class="unseen">${text('zoneLabel')}</span>
          <select name="zone">${zoneOptions(viewer.timeZone)}</select>
        </label>
        <div class="buttons">
          <button class="btn" value="keep">${text('zoneKeep', { zone: zoneCity(viewer.timeZone) })}</button>
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
