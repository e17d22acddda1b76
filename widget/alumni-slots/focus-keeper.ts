import type { ReactiveControllerHost } from 'lit';

/** Where the focus was before an update: which session, and the how-manyth it was. */
interface Place {
  element: Element;
  slotId: string;
  index: number;
}

/** A live update may take away what somebody has the focus on; it then goes to what is nearest, never to the page. */
export class FocusKeeper {
  #place: Place | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
  ) {}

  get #root(): ShadowRoot | null {
    return this.host.renderRoot instanceof ShadowRoot ? this.host.renderRoot : null;
  }

  get #rows(): HTMLElement[] {
    return [...(this.#root?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
  }

  before(): void {
    const element = this.#root?.activeElement;
    const row = element?.closest<HTMLElement>('[data-id]');
    this.#place =
      element && row ? { element, slotId: row.dataset.id ?? '', index: this.#rows.indexOf(row) } : null;
  }

  after(): void {
    const place = this.#place;
    this.#place = null;
    if (!place || this.#root?.activeElement) return;
    if (place.element.isConnected) (place.element as HTMLElement).focus({ preventScroll: true });
    else this.rescue(place.slotId, place.index);
  }

  /** The session's first button, else the session, else the one in its place, else the list. */
  rescue(slotId: string, index = 0): void {
    if (!this.#root || this.#root.activeElement) return;
    const rows = this.#rows;
    const row = rows.find((one) => one.dataset.id === slotId);
    const near = rows[Math.min(index, rows.length - 1)];
    const target =
      row?.querySelector<HTMLElement>('.cta button') ??
      row ??
      near?.closest('section')?.querySelector('h3') ??
      this.#root.querySelector<HTMLElement>('button');
    target?.focus({ preventScroll: true });
  }

  goTo(slotId: string): void {
    const row = this.#rows.find((one) => one.dataset.id === slotId);
    const target = row?.querySelector<HTMLElement>('.cta button') ?? row;
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }
}
