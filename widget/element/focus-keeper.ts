import type { LitElement, ReactiveController } from 'lit';

/** Where the focus was: the element, and where to look for its like if it is gone. */
interface Place {
  element: HTMLElement | null;
  slotId: string | undefined;
  action: string | undefined;
  /** Where its session was among all that are shown, from 0; -1: it was in none. */
  index: number;
}

/**
 * Keeps the focus in the element: a live update may take away what has it, and a dialog gives it back to what opened
 * it, or to what came in its place. Every dialog is drawn only while it is open.
 */
export class FocusKeeper implements ReactiveController {
  #before: Place | null = null;
  #opener: Place | null = null;
  #dialog: HTMLDialogElement | null = null;
  #wanted: string | null = null;

  constructor(
    private readonly host: LitElement,
    /** What gets the focus when nothing nearer is there. */
    private readonly last: string,
  ) {
    host.addController(this);
  }

  /** Not `shadowRoot`: where it is closed that is null. */
  get #root(): ShadowRoot {
    return this.host.renderRoot as ShadowRoot;
  }

  /** After the next update the focus goes there. */
  moveTo(selector: string): void {
    this.#wanted = selector;
  }

  hostUpdate(): void {
    const element = this.#root.activeElement as HTMLElement | null;
    const row = element?.closest<HTMLElement>('[data-id]');
    this.#before = element
      ? {
          element,
          slotId: row?.dataset.id,
          action: element.dataset.action,
          index: row ? this.#rows.indexOf(row) : -1,
        }
      : null;
  }

  hostUpdated(): void {
    const dialog = this.#find('dialog') as HTMLDialogElement | null;
    const wasOpen = this.#dialog;
    this.#dialog = dialog;
    if (dialog) {
      if (dialog === wasOpen) return;
      this.#opener = this.#before;
      dialog.showModal();
      return;
    }
    const wanted = this.#wanted && this.#find(this.#wanted);
    this.#wanted = null;
    if (wanted) {
      wanted.focus();
      return;
    }
    const place = wasOpen ? this.#opener : this.#root.activeElement ? null : this.#before;
    if (place) this.#go(place);
  }

  /** To a session, in its row. */
  goTo(slotId: string): void {
    this.#go({ element: null, slotId, action: undefined, index: -1 });
  }

  get #rows(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('[data-id]')];
  }

  #find(selector: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(selector);
  }

  /** The element, else its like in its session, else the session, else the heading of the one in its place. */
  #go({ element, slotId, action, index }: Place): void {
    const rows = this.#rows;
    const row = rows.find((one) => one.dataset.id === slotId);
    const near = index < 0 ? undefined : (rows[index] ?? rows.at(-1));
    const target = element?.isConnected
      ? element
      : (row?.querySelector<HTMLElement>(action ? `[data-action=${action}]` : '.cta > *') ??
        row ??
        near?.closest('section')?.querySelector<HTMLElement>('[tabindex]') ??
        this.#find(this.last));
    target?.focus({ preventScroll: Boolean(element) });
  }
}
