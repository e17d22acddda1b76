import { html, nothing, type TemplateResult } from 'lit';
import type { Viewer } from '../calendar/viewer.ts';
import { type Failure, failureOf, needsSignIn } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { blank } from '../look/blank.ts';
import { zoneBar } from '../look/zone-bar.ts';
import { isRightToLeft, languageOf, type TextGroup } from './catalogue.ts';
import { chosenHourCycle, chosenZone, isTimeZone } from './choice.ts';
import { MentorErrorEvent, MentorReadyEvent, SignInRequiredEvent } from './events.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { closestAttribute } from './inherited.ts';
import type { MentorElement } from './mentor-element.ts';
import { type Facts, type Message, tell } from './messages.ts';
import { Part } from './part.ts';
import { Texts } from './texts.ts';

/** What the views of both elements stand on: who is looking, in which language and zone, by which clock. */
export class Stage {
  /** How times are read; as of the present drawing. */
  viewer: Viewer;
  /** The direction that the element gives its content; null: the one it inherits. */
  direction: 'ltr' | 'rtl' | null = null;
  readonly texts: Texts;

  #isReady = false;
  #isolates = false;
  #choosingZone = false;
  readonly #zoneDialog = new Part(this, () => import('../look/zone-dialog.ts'), 'zone');
  #failedWith: string | null = null;

  constructor(
    readonly element: MentorElement,
    groups: readonly TextGroup[],
    private readonly leased: () => SlotClient | null,
  ) {
    this.texts = new Texts(groups);
    this.viewer = this.#readViewer();
  }

  /** Before each drawing: attributes, the page and the viewer's choices may have changed. */
  prepare(): void {
    this.viewer = this.#readViewer();
    const { element } = this;
    const inherited = closestAttribute(element, 'dir') === 'rtl' ? 'rtl' : 'ltr';
    const own = element.locale || element.lang;
    const spoken = isRightToLeft(this.language) ? 'rtl' : 'ltr';
    // An element with a language of its own runs as that language does, unless it was given a direction too.
    this.direction = own && !element.dir && spoken !== inherited ? spoken : null;
    this.#isolates = (this.direction ?? inherited) !== spoken;
  }

  /** Null before the first update and after leaving the page. */
  get client(): SlotClient | null {
    return this.leased();
  }

  /** The server's clock, ms. */
  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** This element was given a person, and the service has not refused them. */
  get signedIn(): boolean {
    return this.hasIdentity && (this.client?.signedIn ?? true);
  }

  /** The host gave this element a person. */
  get hasIdentity(): boolean {
    return Boolean(this.element.token || this.element.getToken);
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
  readonly text = (name: string, facts: Facts = {}): string => {
    const { locale } = this.viewer;
    // The host's words are in the page's language, whose plurals they have, whether we ship it or not.
    const language = this.element.messages?.[name] === undefined ? this.language : locale;
    const told = tell(this.#message(name) ?? name, facts, locale, language);
    return this.#isolates ? `${isRightToLeft(this.language) ? '\u2067' : '\u2066'}${told}\u2069` : told;
  };

  #message(name: string): Message | undefined {
    return this.element.messages?.[name] ?? this.texts.find(name);
  }

  /** A sentence for a person about what went wrong; facts that the service told are put into it. */
  explain(failure: Failure): string {
    const { code, status, message, facts } = failure;
    const own: Record<string, string> = {
      offline: 'offlineFailure',
      timeout: 'timeoutFailure',
      rate_limited: 'rateLimitedFailure',
    };
    const name = needsSignIn(failure)
      ? 'signedOutFailure'
      : (own[code] ?? (status < 500 ? code : 'serverFailure'));
    if (!this.#message(name)) return message;
    // Of the facts that the service told, texts name none but words and numbers.
    return this.text(name, facts as Facts);
  }

  /** Tells the host that something did not succeed. Returns it as a Failure. */
  report(error: unknown): Failure {
    const failure = failureOf(error);
    this.element.dispatchEvent(new MentorErrorEvent(failure));
    return failure;
  }

  /** A list that cannot be read is an error once, however often it is asked for again and drawn. */
  notice(failure: Failure | null): void {
    const code = failure && !needsSignIn(failure) ? failure.code : null;
    if (failure && code && code !== this.#failedWith) this.report(failure);
    this.#failedWith = code;
  }

  /** What the element is about is there: told once, when it is drawn. */
  ready(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    void this.element.updateComplete.then(() => this.element.dispatchEvent(new MentorReadyEvent()));
  }

  /** Asks the host to sign somebody in. Returns false where the host takes it from here. */
  requireSignIn(reason: SignInRequiredEvent['reason'] = 'action'): boolean {
    const unhandled = this.element.dispatchEvent(new SignInRequiredEvent(reason));
    if (unhandled && reason === 'action' && this.element.getToken) this.client?.retry();
    return unhandled;
  }

  /** Keeps the focus in the element; `last` is what gets it when nothing nearer is there. */
  keepFocus(last: string): FocusKeeper {
    return new FocusKeeper(this.element, last);
  }

  /** Whether what is shown is live, in which zone, and the way to another. */
  zone(connection: SlotClient['connection'], knownAt: number): TemplateResult {
    const { viewer, now, text } = this;
    const change = () => {
      this.#choosingZone = true;
      this.#zoneDialog.prefetch();
      this.changed();
    };
    return zoneBar({ viewer, now, connection, knownAt, text, change });
  }

  zoneDialog(): TemplateResult | typeof nothing {
    const { file } = this.#zoneDialog;
    if (!this.#choosingZone || !file) return nothing;
    return file.zoneDialog(this.viewer, this.text, () => {
      this.#choosingZone = false;
      this.changed();
    });
  }

  /** Instead of what only a person may see. */
  signIn(title: string, hint: string, button: string): TemplateResult {
    return blank('empty', this.text(title), this.text(hint), [this.text(button), () => this.requireSignIn()]);
  }

  /** Instead of a list that could not be read. */
  failure(failure: Failure): TemplateResult {
    return blank(
      'error',
      this.text('failed'),
      this.explain(failure),
      [this.text('retry'), () => this.client?.retry()],
      failure.requestId && this.text('reference', { id: failure.requestId }),
    );
  }

  #readViewer(): Viewer {
    const { element } = this;
    const locale = element.locale || closestAttribute(element, 'lang') || navigator.language;
    const own = element.timeZone && isTimeZone(element.timeZone) ? element.timeZone : null;
    const hours = chosenHourCycle.get() ?? element.hourCycle;
    const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(
      element.firstDay.slice(0, 3).toLowerCase(),
    );
    return {
      locale: isLocale(locale) ? locale : 'en',
      timeZone: chosenZone.get() ?? own ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      hourCycle: /12|11/.test(hours) ? 'h12' : /2[34]/.test(hours) ? 'h23' : undefined,
      firstDay: day + 1 || Number(/^[1-7]$/.exec(element.firstDay)) || undefined,
    };
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Where the files of an element did not come, none of its texts have; these are told in English. */
export function unreachable(retry: () => void): TemplateResult {
  return html`<div lang="en" dir="ltr">
    ${blank('error', 'The sessions could not be loaded.', 'Check your connection.', ['Try again', retry])}
  </div>`;
}
