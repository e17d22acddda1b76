import { LazyFile } from '../../element/lazy-file.ts';
import { passingNotice } from '../../element/submission/outage.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';
import type { Instead } from './moving/move-dialog.ts';
import type { SeatMoving } from './moving/seat-moving.ts';
import type { SlotNotices } from './notices.ts';

/** Moving a seat: a file of its own, fetched once somebody presses "Move…". */
export class MovingLoader {
  #moving: SeatMoving | null = null;
  readonly #file: LazyFile<typeof import('./moving/index.ts')>;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
    private readonly tell: ConstructorParameters<typeof SeatMoving>[2],
  ) {
    this.#file = new LazyFile(viewing, () => import('./moving/index.ts'));
  }

  /** Asks to which other session the seat is to be moved, or says at it that the question does not come. */
  async ask(session: Session): Promise<void> {
    const { viewing, notices } = this;
    const file = await this.#file.getOr((failure) =>
      notices.add(session.slot.id, passingNotice(viewing, failure)),
    );
    if (!file) return;
    this.#moving ??= new file.SeatMoving(viewing, notices, this.tell);
    this.#moving.ask(session);
  }

  close(): void {
    this.#moving?.close();
  }

  /** Before each drawing. */
  update(sessions: readonly Session[]): void {
    this.#moving?.update(sessions);
  }

  /** The question, while it is asked. */
  dialog(instead: (session: Session) => Instead): unknown {
    const { session } = this.#moving ?? {};
    return (
      session && this.#moving && this.#file.file?.moveDialog(this.#moving, this.viewing, instead(session))
    );
  }
}
