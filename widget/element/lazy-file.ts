import type { CSSResult } from 'lit';
import type { Failure } from '../client/failure.ts';
import { report } from './failures.ts';
import { whyMissing } from './missing-file.ts';
import type { Viewing } from './viewing.ts';

/** A file that an element fetches when somebody is about to need it, together with the texts that it needs. */
export class LazyFile<File extends object> {
  /** Null until it is here. */
  file: File | null = null;
  #request: Promise<File> | null = null;

  constructor(
    private readonly viewing: Viewing,
    private readonly fetchFile: () => Promise<File>,
  ) {}

  /** Fetches it ahead; null where it does not come, which is said only to whoever asks for it. */
  prefetch(): Promise<File | null> {
    return this.#ask().catch(() => null);
  }

  /**
   * Rejects with a Failure where it does not come; the next call asks for it again. That it is `outdated` the element says by
   * itself; that it is `offline` says whoever asked.
   */
  async get(): Promise<File> {
    try {
      return await this.#ask();
    } catch {
      const failure = report(this.viewing, await whyMissing());
      this.viewing.outdated = failure.code === 'outdated' ? failure : null;
      this.viewing.changed();
      throw failure;
    }
  }

  /** Fetches it, or tells why it does not come, but for what the element says by itself: that it is outdated. */
  async getOr(tell: (failure: Failure) => void): Promise<File | undefined> {
    return this.get().catch((failure: Failure) => {
      if (!this.viewing.outdated) tell(failure);
      return undefined;
    });
  }

  #ask(): Promise<File> {
    if (!this.#request) {
      this.#request = this.#fetch();
      this.#request.catch(() => {
        this.#request = null;
      });
    }
    return this.#request;
  }

  async #fetch(): Promise<File> {
    const { element, texts } = this.viewing;
    const [file] = await Promise.all([this.fetchFile(), texts.addMore()]);
    adopt(element.renderRoot as ShadowRoot, stylesOf(file));
    this.file = file;
    this.viewing.changed();
    return file;
  }
}

/** The styles that a file exports, if it has some. */
function stylesOf(file: { styles?: readonly CSSResult[] }): readonly CSSResult[] {
  return file.styles ?? [];
}

/** Adds what is not there yet. */
function adopt(root: ShadowRoot, styles: readonly CSSResult[]): void {
  const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])];
}
