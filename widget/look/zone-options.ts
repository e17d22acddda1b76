import { html, type TemplateResult } from 'lit';
import { zoneLabel } from '../calendar/zone-names.ts';

/** Every zone the browser knows, as options; `chosen` is among them even where it is an alias. */
export function zoneOptions(chosen: string): TemplateResult[] {
  // By what they are called today; of two ids for the same place the chosen one.
  const zones = new Map(
    ['UTC', ...Intl.supportedValuesOf('timeZone'), chosen].map((zone) => [zoneLabel(zone), zone]),
  );
  return [...zones]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, zone]) => html`<option value=${zone} .selected=${zone === chosen}>${label}</option>`);
}
