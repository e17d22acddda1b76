import { explain } from '../element/failures.ts';
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

  /** Fetches and makes it ahead; whoever needs it and does not get it is told so by `use`. */
  async prefetch(): Promise<void> {
    const file = await this.#file.prefetch();
    if (file) this.#make(file);
  }

  /** Asks something of the dialog. Where its file does not come, the calendar says so and stays as it is. */
  async use(ask: (dialog: D) => void): Promise<void> {
    const { viewing, notify } = this.context;
    const file = await this.#file.getOr((failure) => notify(explain(viewing, failure), null, failure));
    if (file) ask(this.#make(file));
  }

  #make(file: DialogFile<D>): D {
    if (!this.dialog) {
      this.dialog = file.create(this.context);
      // It answers from its first drawing on, in the same frame as its styles.
      this.context.viewing.changed();
    }
    return this.dialog;
  }
}
