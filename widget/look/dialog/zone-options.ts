import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { zoneCity } from '../../calendar/format.ts';
import { isTimeZone, zoneLabel } from '../../calendar/zone-names.ts';
import { kept } from '../../text/kept.ts';

/** A zone as people find it. */
export interface Zone {
  /** IANA. */
  id: string;
  /** `Tokyo · Japan Standard Time`: its city, and what its time is called in the viewer's language. */
  label: string;
}

/** Names of before, and such that name no place: `US/Pacific`, `EST5EDT`, `Etc/GMT+5`. */
const outworn = /^(?!UTC$)[^/]*$|^(Brazil|Canada|Chile|Etc|Mexico|SystemV|US)\//;

/**
 * Every zone that the browser knows under the name of today, by city. Of two ids for one place the one in `near` is kept, which
 * may be the service's, and unknown to the list of the browser.
 */
export function zonesOf(locale: string, near: readonly string[]): Zone[] {
  const current = Intl.supportedValuesOf('timeZone').filter((zone) => !outworn.test(zone));
  const byPlace = new Map(
    ['UTC', ...current, ...near.filter(isTimeZone)].map((zone) => [zoneLabel(zone), zone]),
  );
  const { compare } = new Intl.Collator(locale);
  return [...byPlace.values()]
    .map((id) => ({ id, label: labelOf(locale, id) }))
    .sort((one, other) => compare(one.label, other.label));
}

/** The city alone where its time has no name but an offset. */
function labelOf(locale: string, id: string): string {
  const name = nameIn(locale, id, 'longGeneric');
  return /\d/.test(name) ? zoneCity(id) : `${zoneCity(id)} · ${name}`;
}

// A form is drawn with each letter that somebody types, and to ask for all names takes a tenth of a second.
const names = kept<string>();

/** What a zone's time is called in a language: `Central European Time`; short, by country or city: `Germany Time`. */
export function nameIn(
  locale: string,
  timeZone: string,
  timeZoneName: 'longGeneric' | 'shortGeneric',
): string {
  return names(`${timeZoneName} ${timeZone} ${locale}`, () => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  });
}

/** Zones as options, each drawn once. */
export function optionsOf(zones: readonly Zone[], chosen: string): unknown {
  return repeat(
    zones,
    ({ id }) => id,
    ({ id, label }) => html`<option value=${id} .selected=${id === chosen}>${label}</option>`,
  );
}

/** All zones for a form in which one of them is `chosen`, those of `near` at their head. */
export function zoneOptions(locale: string, chosen: string, near: readonly string[] = []): TemplateResult {
  const first = new Set([chosen, ...near].map(zoneLabel));
  const zones = zonesOf(locale, [...near, chosen]);
  const isNear = ({ id }: Zone) => first.has(zoneLabel(id));
  return html`${optionsOf(zones.filter(isNear), chosen)}<hr />${optionsOf(
    zones.filter((zone) => !isNear(zone)),
    chosen,
  )}`;
}
