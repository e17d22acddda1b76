import { LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Viewer } from '../calendar/viewer.ts';
import { type Failure, failureOf, needsSignIn } from '../client/failure.ts';
import type { Loaded, SlotClient } from '../client/slot-client.ts';
import type { GetToken } from '../client/token-source.ts';
import { blank } from '../look/blank.ts';
import { zoneBar, zoneDialog } from '../look/zone-bar.ts';
import { chosenZone, isTimeZone, onZoneChosen } from './chosen-zone.ts';
import { ClientController } from './client-controller.ts';
import { commonMessages } from './common-messages.ts';
import { MentorErrorEvent, SignInRequiredEvent } from './events.ts';
import { closestAttribute } from './inherited.ts';
import { type Facts, type Message, type Messages, tell } from './messages.ts';
import { ticking } from './ticker.ts';

/** What both elements share: whose service, who is looking, how times and texts are told. */
export abstract class MentorElement extends LitElement {
  // Not by decorators: their helpers would be the largest thing in here.
  static override properties: PropertyDeclarations = {
    api: {},
    token: {},
    getToken: { attribute: false },
    locale: {},
    timeZone: { attribute: 'time-zone' },
    hourCycle: { attribute: 'hour-cycle' },
    firstDay: { attribute: 'first-day' },
    theme: { reflect: true },
    messages: { attribute: false },
    choosingZone: { state: true },
  };

  /** Origin of the service. Default: where the script came from. */
  api = '';
  /** A JWT of the host's. May change at any time. For production use `getToken`. */
  token: string | null = null;
  /** `async ({reason}) => jwt`: asked on first use, before expiry, once on 401 and for a new socket. */
  getToken: GetToken | null = null;
  /** BCP 47 tag for dates and numbers. Default: the page's language. */
  locale = '';
  /** IANA zone. Default: the viewer's. The viewer may choose another. */
  timeZone = '';
  /** `12` or `24` (also `h12`, `h23`). Default: the locale's. */
  hourCycle = '';
  /** First day of the week: `mon` … `sun`, or 1 … 7 from Monday. Default: the locale's. */
  firstDay = '';
  /** `light`, `dark` or `auto`. */
  theme = 'auto';
  /** Replaces any text: templates with `{placeholders}`, plural forms, or functions. */
  messages: Messages = {};

  private choosingZone = false;

  /** This element's own English texts. */
  protected abstract readonly texts: Messages;
  /** Changes whenever `watch` would watch something else. */
  protected abstract readonly watchKey: string;
  /** Whose slots alone the element shows, if only one's: it is not drawn again for those of others. */
  protected get onlyAlumniId(): string | undefined {
    return undefined;
  }
  /** What the element shows a list of; null while nobody is signed in whose it would be. */
  protected abstract get loaded(): Loaded<unknown> | null;
  /** Watches what the element shows; returns what stops it. */
  protected abstract watch(client: SlotClient): (() => void)[];
  /** Does the element show anything that belongs to a person? */
  protected get personal(): boolean {
    return true;
  }

  readonly #controller = new ClientController(
    this,
    () => ({
      api: this.#api,
      identity: { token: this.token || null, getToken: this.getToken ?? null },
      alumniId: this.onlyAlumniId,
      key: `${this.watchKey}|${this.hasIdentity}`,
    }),
    (client) => this.watch(client),
    (client) => this.#noticeSignOut(client),
  );
  #stops: (() => void)[] = [];
  #wasSignedIn = false;
  #failedWith: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops = [
      onZoneChosen(() => this.requestUpdate()),
      ticking({
        now: () => this.now,
        step: () => this.tickStep(),
        tick: () => this.requestUpdate(),
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** A list that cannot be read is an error once, however often it is asked for again and drawn. */
  protected override updated(): void {
    const { loaded } = this;
    const failure = loaded?.state === 'failed' && !needsSignIn(loaded.failure) ? loaded.failure : null;
    if (failure && failure.code !== this.#failedWith) this.report(failure);
    this.#failedWith = failure?.code ?? null;
  }

  /** Null before the first update and after leaving the page. */
  protected get client(): SlotClient | null {
    return this.#controller.client;
  }

  /** The server's clock, ms. */
  protected get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** This element was given a person, and the service has not refused them. */
  protected get signedIn(): boolean {
    return this.hasIdentity && (this.client?.signedIn ?? true);
  }

  protected get viewer(): Viewer {
    const locale = this.locale || closestAttribute(this, 'lang') || navigator.language;
    const own = this.timeZone && isTimeZone(this.timeZone) ? this.timeZone : null;
    const hours = /12|11/.test(this.hourCycle) ? 'h12' : /2[34]/.test(this.hourCycle) ? 'h23' : undefined;
    const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(
      this.firstDay.slice(0, 3).toLowerCase(),
    );
    return {
      locale: isLocale(locale) ? locale : 'en',
      timeZone: chosenZone() ?? own ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      hourCycle: hours,
      firstDay: day >= 0 ? day + 1 : /^[1-7]$/.test(this.firstDay) ? Number(this.firstDay) : undefined,
    };
  }

  /** A text in the host's words, else in this element's, else in the common ones. */
  protected readonly text = (name: string, facts: Facts = {}): string =>
    tell(this.#message(name) ?? name, facts, this.viewer.locale);

  #message(name: string): Message | undefined {
    return this.messages?.[name] ?? this.texts[name] ?? (commonMessages as Messages)[name];
  }

  /** A sentence for a person about what went wrong. */
  protected explain(failure: Failure): string {
    const { code, message } = failure;
    const own: Record<string, string> = {
      offline: 'offlineFailure',
      timeout: 'timeoutFailure',
      rate_limited: 'rateLimitedFailure',
    };
    const name = needsSignIn(failure) ? 'signedOutFailure' : (own[code] ?? code);
    return this.#message(name) ? this.text(name) : message;
  }

  /** Tells the host that something did not succeed. Returns it as a Failure. */
  protected report(error: unknown): Failure {
    const failure = failureOf(error);
    this.dispatchEvent(new MentorErrorEvent(failure));
    return failure;
  }

  /** Asks the host to sign somebody in. Returns false where the host takes it from here. */
  protected requireSignIn(reason: SignInRequiredEvent['reason'] = 'action'): boolean {
    const unhandled = this.dispatchEvent(new SignInRequiredEvent(reason));
    if (unhandled && reason === 'action' && this.getToken) this.client?.retry();
    return unhandled;
  }

  protected renderZone(connection: SlotClient['connection'], knownAt: number): TemplateResult {
    const { viewer, now, text } = this;
    const change = () => {
      this.choosingZone = true;
    };
    return zoneBar({ viewer, now, connection, knownAt, text, change });
  }

  protected renderZoneDialog(): TemplateResult | typeof nothing {
    if (!this.choosingZone) return nothing;
    return zoneDialog(this.viewer, this.text, () => {
      this.choosingZone = false;
    });
  }

  /** Instead of what only a person may see. */
  protected renderSignIn(title: string, hint: string, button: string): TemplateResult {
    return blank('empty', this.text(title), this.text(hint), [this.text(button), () => this.requireSignIn()]);
  }

  protected renderFailure(failure: Failure): TemplateResult {
    return blank(
      'error',
      this.text('failed'),
      this.explain(failure),
      [this.text('retry'), () => this.client?.retry()],
      failure.requestId && this.text('reference', { id: failure.requestId }),
    );
  }

  /** How often what is shown can change by the clock alone. */
  protected tickStep(): number {
    return 60_000;
  }

  /** The host gave this element a person. */
  protected get hasIdentity(): boolean {
    return Boolean(this.token || this.getToken);
  }

  get #api(): string {
    try {
      const { origin, pathname } = new URL(this.api || new URL(import.meta.url).origin, document.baseURI);
      return origin + pathname.replace(/\/+$/, '');
    } catch {
      return this.api;
    }
  }

  #noticeSignOut(client: SlotClient): void {
    const before = this.#wasSignedIn;
    this.#wasSignedIn = client.signedIn;
    if (before && client.ended && this.hasIdentity && this.personal) this.requireSignIn('expired');
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
