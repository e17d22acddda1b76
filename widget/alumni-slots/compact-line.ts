import { html, type TemplateResult } from 'lit';
import { dayShort, timeOf, zoneOffset } from '../calendar/format.ts';
import { pips } from '../look/seats.ts';
import type { RowContext } from './rows/row-context.ts';
import { dayAndTime, heldUntil } from './rows/times.ts';

/** One line for a directory card: what is held for the viewer, else the next session that can be booked, else that all are full, else that there is none. */
export function compactLine(context: RowContext): TemplateResult {
  const { sessions, text, viewer, now } = context;
  const coming = sessions.filter(
    ({ slot, standing }) => standing !== 'called-off' && Date.parse(slot.startsAt) > now,
  );
  const offered = coming.find(({ standing }) => standing === 'offered');
  const next = offered ?? coming.find((one) => one.hasFreeSeat) ?? coming[0];
  if (!next) return html`<span class="muted">${text('noneCompact')}</span>`;
  const { slot, hasFreeSeat, opensAt } = next;
  const left = hasFreeSeat
    ? text('seatsShort', { count: slot.seatsLeft })
    : next.standing === 'later' && opensAt !== null
      ? text('opensCompact', { when: dayAndTime(viewer, opensAt) })
      : text('fullCompact');
  const told = offered
    ? html`<span class="chip warn" part="chip">${heldUntil(offered, context)}</span>`
    : html`<span class="seats">${pips(slot)} ${left}</span>`;
  return html`
    <span>
      ${text('next')}
      <time class="time" datetime=${slot.startsAt}>${dayShort(viewer, slot.startsAt)}, ${timeOf(viewer, slot.startsAt)}</time> ${zoneOffset(viewer, slot.startsAt)}
    </span>
    ${told}
  `;
}
