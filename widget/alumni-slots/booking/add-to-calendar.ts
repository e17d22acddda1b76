import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { bookingCalls } from '../../client/calls/booking-calls.ts';
import { failureNotice } from '../../element/failures.ts';
import { Submission } from '../../element/submission/submission.ts';
import type { Viewing } from '../../element/viewing.ts';
import { type Notice, noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';
import { addresses } from './calendar-addresses.ts';

/** So long the browser may take to save a file before it is forgotten. */
const saving = 60_000;

/** The ways into calendars that the viewer keeps elsewhere, open at one session at a time. */
export class AddToCalendar {
  openId: string | null = null;
  #problem: Notice | null = null;
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    /** Opens the way to follow all sessions, instead of adding this one. */
    private readonly subscribe: () => Promise<void>,
  ) {
    this.#submission = new Submission(viewing);
  }

  /** Opens them, or closes them. */
  toggle(slotId: string): void {
    this.openId = this.openId === slotId ? null : slotId;
    this.#problem = null;
    this.viewing.changed();
  }

  render(session: Session): TemplateResult {
    return html`<div class="to-calendar">
      ${this.#renderChoice(session)}
      <div role="status">${this.#problem ? noticeLine(this.#problem, this.viewing.text) : nothing}</div>
    </div>`;
  }

  #renderChoice(session: Session) {
    const { text } = this.viewing;
    const isBusy = this.#submission.isBusy(session.slot.id);
    const title = text(session.standing === 'pending' ? 'addedTitlePending' : 'addedTitle', {
      name: session.slot.alumniName,
    });
    const links = Object.entries(addresses(session.slot, title)).map(
      ([calendar, address]) => html`<li><a
        class="link" href=${address} target="_blank" rel="noopener noreferrer"
        aria-label=${text('addOpens', { calendar })}
      >${calendar}</a></li>`,
    );
    return html`<ul class="calendars">
      ${links}
      <li><button
        type="button" class="link" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void this.#save(session.slot)}
      >${text('addOther')}</button></li>
      <li><button type="button" class="link" @click=${() => void this.#run(session.slot.id, this.subscribe)}>${text('subscribe')}</button></li>
    </ul>`;
  }

  /** The service's own file, asked for as the person: then the meeting link is in it. */
  async #save({ id, date }: SlotView): Promise<void> {
    const { client } = this.viewing;
    if (!client) return;
    await this.#run(id, async () => {
      const file = await bookingCalls(client.api).sessionFile(id);
      offer(new Blob([file], { type: 'text/calendar;charset=utf-8' }), `session-${date}.ics`);
    });
  }

  async #run(slotId: string, work: () => Promise<void>): Promise<void> {
    this.#problem = null;
    await this.#submission.run(
      work,
      (failure) => {
        if (this.openId === slotId) this.#problem = failureNotice(this.viewing, failure);
      },
      slotId,
    );
  }
}

/** Hands a file to the browser, which saves it or opens the device's calendar. */
function offer(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), saving);
}
