import { render } from 'lit-html';

/** A property of an element: an attribute too, by the same name unless told, as text unless it is a Boolean. */
export interface Property {
  attribute?: string | false;
  type?: typeof Boolean;
  /** The attribute follows the property. */
  reflect?: boolean;
}
export type Properties = Readonly<Record<string, Property>>;

/**
 * An element with properties that is drawn by lit-html: soon after any of them has changed, once however many did, and
 * only while it is in a page.
 */
export abstract class ReactiveElement extends HTMLElement {
  /** All of them, those of the classes above included. */
  static properties: Properties = {};

  /** The browser asks once, when the tag is registered: that is when the properties are made. */
  static get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: of whichever class is being registered.
    const { properties, prototype } = this;
    for (const name of Object.keys(properties)) {
      Object.defineProperty(prototype, name, {
        get(this: ReactiveElement) {
          return this.#values.get(name);
        },
        set(this: ReactiveElement, value: unknown) {
          this.#set(name, value);
        },
        configurable: true,
        enumerable: true,
      });
    }
    return Object.entries(properties).flatMap(([name, { attribute = name }]) => attribute || []);
  }

  /** From the first time in a page on. */
  renderRoot!: ShadowRoot;
  /** Settled once what was asked for last is drawn. */
  updateComplete: Promise<void> = Promise.resolve();

  readonly #values = new Map<string, unknown>();
  /** What the page set before the tag was registered; it counts more than what the class begins with. */
  readonly #early = new Map<string, unknown>();
  #changed = new Set<string>();
  #isPending = false;

  constructor() {
    super();
    for (const [name, value] of Object.entries(this)) {
      if (!(name in Object.getPrototypeOf(this))) continue;
      this.#early.set(name, value);
      Reflect.deleteProperty(this, name);
    }
  }

  connectedCallback(): void {
    this.renderRoot ??= this.createRoot();
    for (const [name, value] of this.#early) this.#set(name, value);
    this.#early.clear();
    this.requestUpdate();
  }

  attributeChangedCallback(attribute: string, _before: string | null, now: string | null): void {
    const all = Object.entries(this.#properties);
    const [name, { type }] = all.find(([name, one]) => (one.attribute ?? name) === attribute) ?? [null, {}];
    if (name) this.#set(name, type ? now !== null : now);
    else this.requestUpdate();
  }

  /** Draws again soon. What is asked for while it is worked out what to draw is being drawn already. */
  requestUpdate(): void {
    if (this.#isPending || !this.renderRoot || !this.isConnected) return;
    this.#isPending = true;
    this.updateComplete = this.#update();
  }

  protected abstract createRoot(): ShadowRoot;
  /** What to draw; `changed` names the properties that are new. */
  protected abstract render(changed: ReadonlySet<string>): unknown;
  /** After it was drawn. */
  protected abstract rendered(): void;

  async #update(): Promise<void> {
    await null;
    const changed = this.#changed;
    let drawn: unknown;
    try {
      if (!this.isConnected) return;
      this.#changed = new Set();
      drawn = this.render(changed);
    } finally {
      this.#isPending = false;
    }
    for (const name of changed) this.#reflect(name);
    render(drawn, this.renderRoot, { host: this });
    this.rendered();
  }

  get #properties(): Properties {
    return (this.constructor as typeof ReactiveElement).properties;
  }

  #set(name: string, value: unknown): void {
    if (Object.is(this.#values.get(name), value)) return;
    this.#values.set(name, value);
    this.#changed.add(name);
    this.requestUpdate();
  }

  #reflect(name: string): void {
    const { attribute = name, type, reflect } = this.#properties[name] ?? {};
    if (!reflect || !attribute) return;
    const value = this.#values.get(name);
    if (type) this.toggleAttribute(attribute, Boolean(value));
    else if (value == null) this.removeAttribute(attribute);
    else if (this.getAttribute(attribute) !== value) this.setAttribute(attribute, String(value));
  }
}
