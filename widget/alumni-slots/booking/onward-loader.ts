import { LazyFile } from '../../element/lazy-file.ts';
import { passingNotice } from '../../element/submission/outage.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { DeadEnd, Onward } from '../onward/onward.ts';
import type { SlotNotices } from './notices.ts';

/** Leading on from where somebody cannot go on: a file of its own, fetched once they ask for it. */
export class OnwardLoader {
  #onward: Onward | null = null;
  readonly #file: LazyFile<typeof import('../onward/index.ts')>;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
  ) {
    this.#file = new LazyFile(viewing, () => import('../onward/index.ts'));
  }

  /** Opens it at that dead end, or closes it; says there that it does not come. */
  async toggle(from: DeadEnd): Promise<void> {
    const { viewing, notices } = this;
    const file = await this.#file.getOr((failure) => notices.add(from.id, passingNotice(viewing, failure)));
    if (!file) return;
    this.#onward ??= new file.Onward(viewing);
    this.#onward.toggle(from);
  }

  close(): void {
    this.#onward?.close();
  }

  /** The dead end at which it is open. */
  get openId(): string | null {
    return this.#onward?.from?.id ?? null;
  }

  render(): unknown {
    return this.#onward?.render();
  }
}
