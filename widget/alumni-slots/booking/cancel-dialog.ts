import { html, nothing, type TemplateResult } from 'lit';
import { dayLong, timeRange, zoneName } from '../../calendar/format.ts';
import { noticeLine } from '../../look/notice.ts';
import type { RowContext } from '../row-context.ts';
import type { SlotBooking } from './booking.ts';

/** Asks before a seat is given back. A native dialog: Esc and the focus are the browser's. */
export function cancelDialog(
  desk: SlotBooking,
  { text, viewer }: RowContext,
): TemplateResult | typeof nothing {
  if (!desk.cancelling) return nothing;
  const { booking, isBusy, problem } = desk.cancelling;
  const { slot } = booking;
  const day = dayLong(viewer, slot.startsAt);
  const when = `${day}, ${timeRange(viewer, slot.startsAt, slot.endsAt)}`;
  return html`
    <dialog part="dialog" aria-labelledby="cancel-title" aria-describedby="cancel-body" @close=${() => desk.keep()}>
      <h3 id="cancel-title">${text('cancelTitle', { name: slot.alumniName, when })}</h3>
      <p id="cancel-body" class="muted">
        ${text('cancelBody', { zone: zoneName(viewer, Date.parse(slot.startsAt)) })}
      </p>
      <div role="alert">${problem ? noticeLine(problem, text) : nothing}</div>
      <div class="buttons">
        <button
          type="button" class="btn" part="button" autofocus
          @click=${(event: Event) => (event.currentTarget as Element).closest('dialog')?.close()}
        >${text('keepSession')}</button>
        <button
          type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing}
          @click=${() => void desk.cancel()}
        >${text(isBusy ? 'cancelling' : 'cancelSession')}</button>
      </div>
    </dialog>
  `;
}
