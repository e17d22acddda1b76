import { adoptStyles, type CSSResult } from 'lit';
import type { TextGroup } from './catalogue.ts';
import type { Stage } from './stage.ts';

/** A file that an element fetches when somebody is about to need it, with its styles and texts. */
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
    const [file] = await Promise.all([this.fetchFile(), group && stage.texts.add(group)]);
    const root = stage.element.renderRoot as ShadowRoot;
    adoptStyles(root, [...root.adoptedStyleSheets, ...stylesOf(file)]);
    this.file = file;
    stage.changed();
    return file;
  }
}

function stylesOf(file: { styles?: readonly CSSResult[] }): readonly CSSResult[] {
  return file.styles ?? [];
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
