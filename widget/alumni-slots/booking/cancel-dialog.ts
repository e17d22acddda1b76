import { html, nothing, type TemplateResult } from 'lit';
import { dayLong, timeRange, zoneName } from '../../calendar/format.ts';
import type { Viewing } from '../../element/viewing.ts';
import { closeDialog, dialogFrame } from '../../look/dialog/dialog.ts';
import { noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { SeatCancelling } from './seat-cancelling.ts';

/** What is asked, by what it is about. */
const questions = {
  seat: ['cancelTitle', 'cancelBody', 'keepSession', 'cancelSession'],
  waitlisted: ['leaveTitle', 'leaveBody', 'stayInLine', 'leaveQueue'],
  offered: ['passTitle', 'passBody', 'keepOffer', 'passSeat'],
} as const;

/** Asks before a seat is given back, a held one passed on, or the queue left. */
export function cancelDialog(
  cancelling: SeatCancelling,
  { text, viewer }: Viewing<SlotsName>,
): TemplateResult | typeof nothing {
  const { booking, isBusy, problem } = cancelling;
  if (!booking) return nothing;
  const { slot, status } = booking;
  const about = status === 'waitlisted' || status === 'offered' ? status : 'seat';
  const [title, body, keep, go] = questions[about];
  const day = dayLong(viewer, slot.startsAt);
  const when = `${day}, ${timeRange(viewer, slot.startsAt, slot.endsAt)}`;
  return dialogFrame(
    {
      id: 'cancel',
      title: text(title, { name: slot.alumniName, when }),
      describedBy: 'cancel-body',
      closed: () => cancelling.keep(),
    },
    html`<p id="cancel-body" class="muted">
        ${text(body, { zone: zoneName(viewer, Date.parse(slot.startsAt)) })}
      </p>
      <div role="alert">${problem ? noticeLine(problem, text) : nothing}</div>`,
    html`<button type="button" class="btn" part="button" autofocus @click=${closeDialog}>${text(keep)}</button>
      <button
        type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing}
        @click=${() => void cancelling.cancel()}
      >${text(isBusy ? 'cancelling' : go)}</button>`,
  );
}
