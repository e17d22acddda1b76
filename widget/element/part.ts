import type { CSSResult } from 'lit';
import type { TextGroup } from './catalogue.ts';
import type { Stage } from './stage.ts';

/** A file that an element fetches when somebody is about to need it, with its styles and texts, and those of dialogs. */
export class Part<T extends object> {
  /** Null until it is here. */
  file: T | null = null;
  #request: Promise<T> | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly fetchFile: () => Promise<T>,
    private readonly group?: TextGroup,
  ) {}

  /** Fetches it ahead; whoever needs it and does not get it says so. */
  readonly prefetch = (): void => {
    this.get().catch(() => {});
  };

  /** Rejects where it does not come; the next call asks for it again. */
  get(): Promise<T> {
    this.#request ??= this.#fetch();
    this.#request.catch(() => {
      this.#request = null;
    });
    return this.#request;
  }

  async #fetch(): Promise<T> {
    const { stage, group } = this;
    const [file, { dialogStyles }] = await Promise.all([
      this.fetchFile(),
      import('../look/dialog-styles.ts'),
      group && stage.texts.add(group),
    ]);
    const root = stage.element.renderRoot as ShadowRoot;
    const { styles = [] } = file as { styles?: readonly CSSResult[] };
    const sheets = [dialogStyles, ...styles].flatMap(({ styleSheet }) => styleSheet ?? []);
    root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])];
    this.file = file;
    stage.changed();
    return file;
  }
}

/** Calls `about` once, when somebody points at the element, touches it or moves the focus into it. */
export function onFirstTouch(element: HTMLElement, about: () => void): void {
  const signs = ['pointerover', 'pointerdown', 'focusin'];
  const touched = () => {
    for (const sign of signs) element.removeEventListener(sign, touched);
    about();
  };
  for (const sign of signs) element.addEventListener(sign, touched, { passive: true });
}
