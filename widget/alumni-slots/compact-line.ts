import { html, type TemplateResult } from 'lit';
import { dayShort, timeOf, zoneOffset } from '../calendar/format.ts';
import { pips } from '../look/seats.ts';
import type { RowContext } from './rows/row-context.ts';

/** One line for a directory card: the next session that can be booked, else that all are full, else that there is none. */
export function compactLine({ sessions, text, viewer, now }: RowContext): TemplateResult {
  const coming = sessions.filter(
    ({ slot, standing }) => standing !== 'called-off' && Date.parse(slot.startsAt) > now,
  );
  const next = coming.find((one) => one.hasFreeSeat) ?? coming[0];
  if (!next) return html`<span class="muted">${text('noneCompact')}</span>`;
  const { slot, hasFreeSeat } = next;
  const left = hasFreeSeat ? text('seatsShort', { count: slot.seatsLeft }) : text('fullCompact');
  return html`
    <span>
      ${text('next')}
      <time class="time" datetime=${slot.startsAt}>${dayShort(viewer, slot.startsAt)}, ${timeOf(viewer, slot.startsAt)}</time> ${zoneOffset(viewer, slot.startsAt)}
    </span>
    <span class="seats">${pips(slot)} ${left}</span>
  `;
}
