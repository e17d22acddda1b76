import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where the focus was: the element, and where to look for its like if it is gone. */
interface Place {
  element: HTMLElement;
  slotId: string | null;
  action: string | null;
}

/**
 * Keeps the focus in the element: a live update may take away what has it, and a dialog gives it back to what opened
 * it, or to what came in its place.
 */
export class FocusReturn implements ReactiveController {
  #before: Place | null = null;
  #opener: Place | null = null;
  #hasDialog = false;
  #wanted: string | null = null;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  get #root(): ShadowRoot | null {
    return this.host.shadowRoot;
  }

  /** Call when a dialog is about to open. */
  rememberOpener(): void {
    this.#opener = this.#here();
  }

  /** After the next update the focus goes there. */
  moveTo(selector: string): void {
    this.#wanted = selector;
  }

  hostUpdate(): void {
    this.#before = this.#here();
  }

  hostUpdated(): void {
    const root = this.#root;
    for (const dialog of root?.querySelectorAll<HTMLDialogElement>('dialog.slot-form, dialog.slot-delete') ??
      []) {
      if (!dialog.open) dialog.showModal();
    }
    const hadDialog = this.#hasDialog;
    this.#hasDialog = Boolean(root?.querySelector('dialog[open]'));
    if (!root || this.#hasDialog) return;
    if (this.#wanted) root.querySelector<HTMLElement>(this.#wanted)?.focus();
    this.#wanted = null;
    // Between the press and the dialog there may be an update; the opener is for after the dialog.
    const opener = hadDialog ? this.#opener : null;
    if (hadDialog) this.#opener = null;
    const place = opener ?? (root.activeElement ? null : this.#before);
    if (place) this.#go(root, place);
  }

  #here(): Place | null {
    const element = this.#root?.activeElement;
    if (!(element instanceof HTMLElement)) return null;
    const row = element.closest<HTMLElement>('[data-id]');
    return { element, slotId: row?.dataset.id ?? null, action: element.dataset.action ?? null };
  }

  #go(root: ShadowRoot, { element, slotId, action }: Place): void {
    const row = slotId ? root.querySelector<HTMLElement>(`[data-id='${CSS.escape(slotId)}']`) : null;
    const like = action && row?.querySelector<HTMLElement>(`[data-action='${action}']`);
    const target = element.isConnected
      ? element
      : like || row || root.querySelector<HTMLElement>('#availability');
    target?.focus({ preventScroll: element.isConnected });
  }
}
