import { html, type TemplateResult } from 'lit';

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
