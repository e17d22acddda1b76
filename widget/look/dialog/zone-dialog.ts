import { css, html, nothing, type TemplateResult } from 'lit';
import { zoneCity } from '../../calendar/format.ts';
import type { Viewer } from '../../calendar/viewer.ts';
import { deviceZone, zoneLabel } from '../../calendar/zone-names.ts';
import type { CommonName, Tell } from '../../text/names.ts';
import { closeDialog, dialogFrame, dialogStyles } from './dialog.ts';
import { nameIn, optionsOf, type Zone, zonesOf } from './zone-options.ts';
import { placesOf } from './zone-places.ts';

const zoneStyles = css`
  .zones { display: grid; gap: 10px; }
  .zones select { padding: 4px; }
  .zones option { padding: 7px 8px; white-space: normal; }
  .zones option:checked { font-weight: 600; }
`;

export const styles = [dialogStyles, zoneStyles];

/** What the dialog is drawn with. */
interface Reading {
  viewer: Viewer;
  text: Tell<CommonName>;
}

/**
 * The choice of another zone: a field that narrows a native list, which a phone shows in its own way. Zones that are likely meant
 * stand first.
 */
export class ZoneDialog {
  #query = '';
  #chosen: string;
  #zones: readonly Zone[] = [];
  #locale = '';
  readonly #near: readonly string[];
  readonly #words = new Map<string, string>();

  constructor(
    present: string,
    /** The zones of what is shown. */
    shown: readonly string[],
    private readonly changed: () => void,
    /** It is closed: with which zone, or null where the present one is kept. */
    private readonly closed: (zone: string | null) => void,
  ) {
    this.#chosen = present;
    const places = new Map([deviceZone(), ...shown, present].map((zone) => [zoneLabel(zone), zone]));
    this.#near = [...places.values()];
  }

  render({ viewer, text }: Reading): TemplateResult {
    this.#learn(viewer.locale);
    const found = this.#found;
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      if (found.length) this.closed(this.#chosen);
    };
    const said = found.length ? text('zoneFound', { count: found.length }) : text('zoneNone');
    const choose = ({ currentTarget }: Event) => {
      this.#chosen = (currentTarget as HTMLSelectElement).value;
    };
    return dialogFrame(
      { id: 'zone', title: text('zoneTitle'), closed: () => this.closed(null), submit },
      html`<div class="zones">
        <label class="field">
          ${text('zoneSearch')}
          <input
            type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
            @input=${this.#search} @keydown=${this.#goOn}
          />
        </label>
        <p class="small muted" role="status">${this.#query ? said : nothing}</p>
        <select size="8" aria-label=${text('zoneLabel')} ?hidden=${!found.length} @change=${choose}>
          ${this.#query ? optionsOf(found, this.#chosen) : this.#renderGroups(text)}
        </select>
      </div>`,
      html`<button type="button" class="btn" part="button" @click=${closeDialog}>${text('zoneKeep', { zone: zoneCity(viewer.timeZone) })}</button>
        <button class="btn primary" part="button button-primary" aria-disabled=${found.length ? nothing : 'true'}>${text('zoneTake')}</button>`,
    );
  }

  #renderGroups(text: Reading['text']): TemplateResult {
    const isNear = ({ id }: Zone) => this.#near.includes(id);
    const others = this.#zones.filter((zone) => !isNear(zone));
    return html`<optgroup label=${text('zoneSuggested')}>${optionsOf(this.#zones.filter(isNear), this.#chosen)}</optgroup>
      <optgroup label=${text('zoneAll')}>${optionsOf(others, this.#chosen)}</optgroup>`;
  }

  /** In another language everything is called otherwise. */
  #learn(locale: string): void {
    if (this.#locale === locale) return;
    this.#locale = locale;
    this.#zones = zonesOf(locale, this.#near);
    this.#words.clear();
  }

  /** Those that have every word of the query, first those whose city begins with it. */
  get #found(): readonly Zone[] {
    if (!this.#query) return this.#zones;
    const query = plain(this.#query).trim();
    const words = query.split(/[\s,/_]+/);
    const has = (zone: Zone) => words.every((word) => this.#wordsOf(zone).includes(word));
    const begins = ({ label }: Zone) => plain(label).startsWith(query);
    const found = this.#zones.filter(has);
    return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
  }

  /** By what a zone can be found: its city, its id of now and of before, its names, its countries and their large cities. */
  #wordsOf({ id, label }: Zone): string {
    const known = this.#words.get(id);
    if (known !== undefined) return known;
    const words = plain(
      `${label} ${id} ${nameIn(this.#locale, id, 'shortGeneric')} ${placesOf(this.#locale, id)}`,
    ).replaceAll('_', ' ');
    this.#words.set(id, words);
    return words;
  }

  readonly #search = ({ currentTarget }: Event): void => {
    this.#query = (currentTarget as HTMLInputElement).value.trim();
    const found = this.#found;
    // What is found is what Enter takes.
    if (!this.#query) this.#chosen = this.#near.at(-1) ?? this.#chosen;
    else if (found[0] && !found.some(({ id }) => id === this.#chosen)) this.#chosen = found[0].id;
    this.changed();
  };

  /** The arrow leads from the field into the list. */
  readonly #goOn = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    (event.currentTarget as Element).closest('.zones')?.querySelector('select')?.focus();
  };
}

/** As letters are typed: without case and accents. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
