import type { Booking } from '@mentor-slots/contract';
import { html, type TemplateResult } from 'lit';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import { onwardButton } from '../rows/actions.ts';
import type { Session } from '../rows/session.ts';
import { cancelDialog } from './cancel-dialog.ts';
import { MovingLoader } from './moving-loader.ts';
import type { SlotNotices } from './notices.ts';
import type { OnwardLoader } from './onward-loader.ts';
import { SeatCancelling } from './seat-cancelling.ts';

/** What becomes of a seat besides. */
type Told = ConstructorParameters<typeof MovingLoader>[2] & { gaveBack(booking: Booking): void };

/** The questions before a seat is given back, passed on or moved, or the queue left: one of them at a time. */
export class SeatLeaving {
  readonly #cancelling: SeatCancelling;
  readonly #moving: MovingLoader;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    notices: SlotNotices,
    private readonly onward: OnwardLoader,
    tell: Told,
  ) {
    this.#cancelling = new SeatCancelling(viewing, notices, tell.gaveBack);
    this.#moving = new MovingLoader(viewing, notices, tell);
  }

  askCancel({ booking }: Session): void {
    if (booking) this.#cancelling.ask(booking);
  }

  askMove(session: Session): void {
    void this.#moving.ask(session);
  }

  /** Other sessions are shown. */
  clear(): void {
    this.#moving.close();
  }

  /** Before each drawing. */
  update(sessions: readonly Session[]): void {
    this.#cancelling.update(sessions);
    this.#moving.update(sessions);
  }

  /** The question, while it is asked. */
  dialog(): unknown {
    const instead = (session: Session) => ({
      ways: this.#waysOn(session),
      cancel: () => {
        this.#moving.close();
        this.askCancel(session);
      },
    });
    return [cancelDialog(this.#cancelling, this.viewing), this.#moving.dialog(instead)];
  }

  /** Where the mentor has nothing else to move to. */
  #waysOn({ slot: { id, alumniId, description } }: Session): TemplateResult {
    const { onward, viewing } = this;
    const from = { id: `move ${id}`, alumniId, description, asksMentor: false };
    const isOpen = onward.openId === from.id;
    return html`<p>${onwardButton(viewing.text, isOpen, () => void onward.toggle(from))}</p>
      ${isOpen ? onward.render() : null}`;
  }
}
