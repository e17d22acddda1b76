import { LazyFile } from '../element/lazy-file.ts';
import type { Dialog, DialogContext } from './dialogs/dialog-context.ts';

/** The index of a dialog's folder. What it exports as `styles` comes with it. */
interface DialogFile<D extends Dialog> {
  create(context: DialogContext): D;
}

/** A dialog whose file is fetched when somebody is about to need it. It is made once. */
export class LazyDialog<D extends Dialog> {
  /** Null until its file is here. */
  dialog: D | null = null;
  readonly #file: LazyFile<DialogFile<D>>;

  constructor(
    private readonly context: DialogContext,
    fetchFile: () => Promise<DialogFile<D>>,
  ) {
    this.#file = new LazyFile(context.viewing, fetchFile);
  }

  /** Fetches and makes the dialog ahead. Where its file does not come, `use` asks again and says so. */
  prefetch(): void {
    this.#get().catch(() => {});
  }

  /** Asks something of the dialog. Where its file does not come, the calendar says so and stays as it is. */
  async use(ask: (dialog: D) => void): Promise<void> {
    try {
      ask(await this.#get());
    } catch {
      this.context.notify(this.context.viewing.text('offlineFailure'));
    }
  }

  async #get(): Promise<D> {
    const file = await this.#file.get();
    if (!this.dialog) {
      this.dialog = file.create(this.context);
      // It answers from its first drawing on, in the same frame as its styles.
      this.context.viewing.changed();
    }
    return this.dialog;
  }
}
