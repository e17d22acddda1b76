import type { Viewer } from '../calendar/viewer.ts';
import { deviceZone, spelt } from '../calendar/zone-names.ts';
import type { Failure } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { GetToken } from '../client/token-source.ts';
import { languageOf } from '../text/catalogue.ts';
import { isRightToLeft } from '../text/direction.ts';
import { type Facts, type Message, type Messages, tell } from '../text/messages.ts';
import type { CommonName, Tag, Tell } from '../text/names.ts';
import { Texts } from '../text/texts.ts';
import { chosenHourCycle, chosenZone } from './choice.ts';
import { closestAttribute } from './inherited.ts';

/** The element that is looked at, as far as it says who looks and how. */
export interface ViewedElement extends HTMLElement {
  token: string | null;
  getToken: GetToken | null;
  locale: string;
  timeZone: string;
  hourCycle: string;
  firstDay: string;
  messages: Messages;
  /** What the element draws in; where it is closed, `shadowRoot` is null. */
  readonly renderRoot: HTMLElement | DocumentFragment;
  requestUpdate(): void;
}

/** Somebody for whom the programme office does something. */
export interface Behalf {
  alumniId: string;
  /** What they are called, as far as it is known. */
  name: string;
}

/** Who looks at an element, in which language and zone, and by which clock. `Name`: the texts that it says. */
export class Viewing<Name extends string = CommonName> {
  /** How times are read; as of the present drawing. */
  viewer: Viewer;
  /** The direction that the element gives its content; null: the one it inherits. */
  direction: 'ltr' | 'rtl' | null = null;
  readonly texts: Texts;
  /** A newer release has replaced this one, whose files are gone; null where none is known of. */
  outdated: Failure | null = null;
  /** Whose calendar the programme office works in, as of the present drawing; null: one's own. */
  behalf: Behalf | null = null;
  #isolates = false;

  constructor(
    readonly element: ViewedElement,
    tag: Tag,
    private readonly findClient: () => SlotClient | null,
  ) {
    this.texts = new Texts(tag);
    this.viewer = readViewer(element);
  }

  /** Before each drawing: attributes, the page and the viewer's choices may have changed. */
  prepare(): void {
    const { element } = this;
    this.viewer = readViewer(element);
    const given = closestAttribute(element, 'dir');
    const inherited = given === 'rtl' ? 'rtl' : 'ltr';
    const own = element.locale || element.lang;
    const spoken = isRightToLeft(this.language) ? 'rtl' : 'ltr';
    // An element with a language of its own runs as that language does, unless it was given a direction too; so does one on a
    // page that gives no direction at all.
    const isFree = own ? !element.dir : given === null;
    this.direction = isFree && spoken !== inherited ? spoken : null;
    this.#isolates = (this.direction ?? inherited) !== spoken;
  }

  /** Null before the first update and after leaving the page. */
  get client(): SlotClient | null {
    return this.findClient();
  }

  /** The server's clock, ms. */
  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** The host gave this element a person. */
  get hasIdentity(): boolean {
    return Boolean(this.element.token || this.element.getToken);
  }

  /** This element was given a person, and the service has not refused them. */
  get signedIn(): boolean {
    return this.hasIdentity && (this.client?.signedIn ?? true);
  }

  /** The language of the texts. */
  get language(): string {
    return this.texts.language ?? languageOf(this.viewer.locale);
  }

  /** Draws again. */
  readonly changed = (): void => {
    this.element.requestUpdate();
  };

  /** A text in the host's words, else in the shipped ones. */
  readonly text: Tell<Name> = (name, facts = {}) => this.tellText(name, facts) ?? name;

  /** As `text`, of a name that may not be one, such as the code of a failure: then undefined. */
  tellText(name: string, facts: Facts): string | undefined {
    const { locale } = this.viewer;
    const own: Message | undefined = this.element.messages?.[name];
    const message = own ?? this.texts.find(name);
    if (message === undefined) return undefined;
    // The host's words are in the page's language, whose plurals they have, whether we ship it or not.
    const told = tell(message, facts, locale, own === undefined ? this.language : locale);
    return this.#isolates ? `${isRightToLeft(this.language) ? '\u2067' : '\u2066'}${told}\u2069` : told;
  }
}

/** How times are read: as the viewer chose, else as the element says, else as the page and the browser do. */
function readViewer(element: ViewedElement): Viewer {
  // As programs write them, too: `pt_BR`.
  const locale = (element.locale || closestAttribute(element, 'lang') || navigator.language).replaceAll(
    '_',
    '-',
  );
  const hours = chosenHourCycle.get() ?? element.hourCycle;
  const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(
    element.firstDay.slice(0, 3).toLowerCase(),
  );
  return {
    locale: isLocale(locale) ? locale : 'en',
    timeZone: chosenZone.get() ?? spelt(element.timeZone) ?? deviceZone(),
    hourCycle: /12|11/.test(hours) ? 'h12' : /2[34]/.test(hours) ? 'h23' : undefined,
    firstDay: day + 1 || Number(/^[1-7]$/.exec(element.firstDay)) || undefined,
  };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
