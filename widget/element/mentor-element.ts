import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { needsSignIn } from '../client/failure.ts';
import type { Loaded } from '../client/loaded.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { GetToken } from '../client/token-source.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { base } from '../look/base.ts';
import { tokens } from '../look/tokens.ts';
import type { Messages } from '../text/messages.ts';
import type { Tag } from '../text/names.ts';
import { checkFiles } from './check-files.ts';
import { onChosen } from './choice.ts';
import { ClientController } from './client-controller.ts';
import { MentorReadyEvent } from './events.ts';
import { report, unreachable } from './failures.ts';
import { outdatedBar } from './missing-file.ts';
import { requireSignIn } from './sign-in.ts';
import { ticking } from './ticker.ts';
import { keepTyping } from './typing.ts';
import type { ViewFile } from './view.ts';
import { ViewLoader } from './view-loader.ts';
import { Viewing } from './viewing.ts';

declare global {
  /** By the build: may the page look inside? */
  const __SHADOW__: ShadowRootMode;
}

/**
 * What both elements share: their properties, the service they belong to, and fetching what draws them.
 *
 * @cssprop --mentor-accent - the one colour, for buttons, marks and what is chosen
 * @cssprop --mentor-accent-ink - text on the accent
 * @cssprop --mentor-accent-soft - the accent’s tint, behind what belongs to it
 * @cssprop --mentor-ink - text
 * @cssprop --mentor-ink-soft - secondary text
 * @cssprop --mentor-surface - the ground
 * @cssprop --mentor-surface-soft - the ground of what is pointed at, and of placeholders
 * @cssprop --mentor-line - lines between things
 * @cssprop --mentor-control-line - the border of buttons and fields
 * @cssprop --mentor-warn - text of what needs attention
 * @cssprop --mentor-warn-soft - the ground behind it
 * @cssprop --mentor-bad - text of what failed, and of what destroys
 * @cssprop --mentor-bad-soft - the ground behind it
 * @cssprop --mentor-radius - corners of panels and dialogs
 * @cssprop --mentor-control-radius - corners of buttons and fields
 * @cssprop --mentor-font - the font; the page’s own unless set
 * @cssprop --mentor-min-height - the height that is held before the sessions are there, and after
 */
export abstract class MentorElement extends LitElement {
  static override styles = [tokens, base];
  static override shadowRootOptions: ShadowRootInit = { mode: __SHADOW__ };
  static override properties: PropertyDeclarations = {
    api: {},
    token: {},
    getToken: { attribute: false },
    locale: {},
    timeZone: { attribute: 'time-zone' },
    hourCycle: { attribute: 'hour-cycle' },
    firstDay: { attribute: 'first-day' },
    theme: { reflect: true, useDefault: true },
    messages: { attribute: false },
  };

  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: the getter of Lit's class must see the class it is asked of.
    return [...super.observedAttributes, 'lang', 'dir'];
  }

  /** Origin of the service. Default: where the script came from. */
  api = '';
  /** A JWT of the host's. May change at any time. For production use `getToken`. */
  token: string | null = null;
  /** `async ({reason}) => jwt`: asked on first use, before expiry, once on 401 and for a new socket. */
  getToken: GetToken | null = null;
  /** BCP 47 tag for texts, dates and numbers. Default: the page's language (`lang`). */
  locale = '';
  /** IANA zone. Default: the viewer's. The viewer may choose another. */
  timeZone = '';
  /** `12` or `24` (also `h12`, `h23`). Default: the locale's. The viewer may choose. */
  hourCycle = '';
  /** First day of the week: `mon` … `sun`, or 1 … 7 from Monday. Default: the locale's. */
  firstDay = '';
  /** `light`, `dark` or `auto`. */
  theme = 'auto';
  /** Replaces any text: templates with `{placeholders}`, plural forms, or functions. */
  messages: Messages = {};

  /** Does it show nothing at all without a person? */
  protected abstract readonly needsPerson: boolean;
  /** Does it show anything of the service's, as it stands? */
  protected get connects(): boolean {
    return !this.needsPerson || this.viewing.hasIdentity;
  }
  /** Fetches the file that draws the element. */
  protected abstract fetchView(): Promise<ViewFile<this>>;
  /** Its tag, whose texts it says. */
  protected abstract readonly tag: Tag;

  /** Whose slots alone the element shows, if only one's: it is not drawn again for those of others. */
  protected get onlyAlumniId(): string | undefined {
    return undefined;
  }
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
      connect: this.connects,
      key: this.#loader.view && `${this.#loader.view.watchKey}|${this.viewing.hasIdentity}`,
    }),
    (client) => this.#loader.view?.watch(client) ?? [],
    (client) => this.#noticeSignOut(client),
  );
  readonly #ticking = {
    now: () => this.viewing.now,
    step: () => this.#loader.view?.step() ?? 60_000,
    tick: () => this.requestUpdate(),
  };
  #step = 0;
  #madeViewing: Viewing<string> | null = null;
  #madeLoader: ViewLoader<this> | null = null;
  #stops: (() => void)[] = [];
  #wasSignedIn = false;
  #isReady = false;
  /** The code with which loading has failed, as it was told to the page. */
  #toldFailure: string | null = null;

  /** Made when first needed: the fields of the element's own class are there by then. */
  protected get viewing(): Viewing<string> {
    this.#madeViewing ??= new Viewing(this, this.tag, () => this.#controller.client);
    return this.#madeViewing;
  }

  get #loader(): ViewLoader<this> {
    this.#madeLoader ??= new ViewLoader<this>(this, this.viewing, () => this.fetchView());
    return this.#madeLoader;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTyping(root);
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops = [onChosen(() => this.requestUpdate()), this.#tick()];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang' || name === 'dir') this.requestUpdate();
  }

  /** Fetches the view anew with the next drawing: another one is to be shown. */
  protected forgetView(): void {
    this.#madeLoader = null;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.viewing.prepare();
    void this.#loader.load();
  }

  /** After the controller: the view needs the client that it has by now. */
  protected override update(changed: PropertyValues): void {
    const view = this.#loader.speakingView;
    if (view) {
      this.#tellPerson();
      view.update?.(changed);
      this.#tellLoading(view.loaded);
      // What has come may be due sooner than the next tick.
      if (this.isConnected && view.step() !== this.#step) this.#tick();
    }
    super.update(changed);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#controller.client) return nothing;
    const { speakingView, failure, tryAgain } = this.#loader;
    if (speakingView) return html`${outdatedBar(this.viewing)}${speakingView.render()}`;
    if (failure) return html`<div lang="en" dir="ltr">${unreachable(failure, tryAgain)}</div>`;
    // What the host wrote into the tag stays until there is more to show.
    return html`<div class="base" part="base" aria-busy="true"><slot></slot></div>`;
  }

  /**
   * Says in words what is wrong with the set-up, for the portal's developer: address, reachability, policy, socket,
   * clock, token. Prints it as a table too; never the token.
   */
  async diagnose(): Promise<Diagnosis> {
    const { token, getToken, localName: tag, api: givenApi, needsPerson } = this;
    const files = await checkFiles();
    const found = await import('../diagnosis/diagnose.ts').then(
      ({ diagnose }) =>
        diagnose({ tag, givenApi, api: this.#api, token: token || null, getToken, needsPerson, files }),
      (): Diagnosis => ({ ok: false, checks: [files] }),
    );
    console.table(found.checks);
    return found;
  }

  /** Where mail is sent it goes by the reader's zone and language. */
  #tellPerson(): void {
    const { client } = this.#controller;
    if (!client?.mail || !client.signedIn) return;
    void import('./tell-person.ts').then(
      (file) => file.tellPerson(client, this.viewing),
      () => {},
    );
  }

  /** Draws again by the clock, from now on as often as the view says; returns what stops it. */
  #tick(): () => void {
    this.#step = this.#ticking.step();
    return ticking(this.#ticking);
  }

  /** Tells the page once that the element shows what it is about, and once that this cannot be read, however often it is tried. */
  #tellLoading(loaded: Loaded<unknown> | null): void {
    const failure = loaded?.state === 'failed' && !needsSignIn(loaded.failure) ? loaded.failure : null;
    if (failure && failure.code !== this.#toldFailure) report(this.viewing, failure);
    this.#toldFailure = failure?.code ?? null;
    if (loaded?.state !== 'ready' || this.#isReady) return;
    this.#isReady = true;
    void this.updateComplete.then(() => this.dispatchEvent(new MentorReadyEvent()));
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
    if (before && client.ended && this.viewing.hasIdentity && this.personal)
      requireSignIn(this.viewing, 'expired');
  }
}
