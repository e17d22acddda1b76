import { html, nothing, type TemplateResult } from 'lit';
import type { Viewing } from '../../element/viewing.ts';
import { icons } from '../../look/icons.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Wanted } from './wanted.ts';

/** Typing goes on for so long after each key, ms. */
const pause = 250;
/** As many characters as the service takes. */
const longest = 200;

/** The search field and the filters: what is wanted, as it was typed and pressed. */
export class Search {
  wanted: Wanted = { words: '', times: null, evenings: false };
  /** As it stands in the field. */
  #typed = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  /** Other filters. */
  filter(change: Partial<Omit<Wanted, 'words'>>): void {
    this.#want({ ...change, words: words(this.#typed) });
  }

  /** Words that were not typed, or none. */
  write(typed: string): void {
    this.#typed = typed;
    this.#want({ words: words(typed) });
  }

  /** Moves the focus to the field. */
  focus(): void {
    this.viewing.element.renderRoot.querySelector<HTMLElement>('[data-action=search]')?.focus();
  }

  render(): TemplateResult {
    const { text } = this.viewing;
    const { times, evenings } = this.wanted;
    const filter = (name: SlotsName, isOn: boolean, press: () => void) =>
      html`<button type="button" class="btn small" part="button filter" aria-pressed=${isOn} @click=${press}>${isOn ? icons.check : nothing}${text(name)}</button>`;
    const time = (name: SlotsName, of: Wanted['times']) =>
      filter(name, times === of, () => this.filter({ times: times === of ? null : of }));
    return html`<form class="search" part="search" role="search" aria-label=${text('searchTitle')} @submit=${this.#submit}>
      <label class="unseen" for="words">${text('searchLabel')}</label>
      <div class="words">
        <svg class="glass" viewBox="0 0 20 20" aria-hidden="true"><path d="M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M13 13l4 4"></path></svg>
        <input
          id="words" type="search" data-action="search" maxlength=${longest} placeholder=${text('searchHint')}
          enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck="false"
          .value=${this.#typed} @input=${this.#type} @compositionend=${this.#type} @keydown=${this.#key}
        >
        ${this.#typed ? html`<button type="button" class="clear" aria-label=${text('clearSearch')} @click=${this.#clear}>${icons.close}</button>` : nothing}
      </div>
      <div class="filters" role="group" aria-label=${text('filters')}>
        ${time('today', 'today')}${time('thisWeek', 'week')}${filter('evenings', evenings, () => this.filter({ evenings: !evenings }))}
      </div>
    </form>`;
  }

  readonly #type = (event: Event): void => {
    this.#typed = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    // Of a word that is being composed letters are no word yet.
    if (!(event as InputEvent).isComposing) this.#timer = setTimeout(() => this.write(this.#typed), pause);
    this.viewing.changed();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#typed || event.isComposing) return;
    // Only this: no dialog of the page closes over it, and the browser does not clear the field a second time.
    event.preventDefault();
    event.stopPropagation();
    this.write('');
  };

  readonly #clear = (): void => {
    this.write('');
    this.focus();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.write(this.#typed);
    // On a phone the keyboard lies over what was found.
    if (matchMedia('(pointer: coarse)').matches)
      (this.viewing.element.renderRoot as ShadowRoot).querySelector('input')?.blur();
  };

  #want(change: Partial<Wanted>): void {
    clearTimeout(this.#timer);
    this.wanted = { ...this.wanted, ...change };
    this.viewing.changed();
  }
}

function words(typed: string): string {
  return typed.trim().replace(/\s+/g, ' ');
}
