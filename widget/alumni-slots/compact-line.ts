import { html, nothing, type TemplateResult } from 'lit';
import { dayShort, timeOf, whenOf, zoneOffset } from '../calendar/format.ts';
import { noticeLine } from '../look/notice.ts';
import { pips } from '../look/seats.ts';
import { action } from './rows/actions.ts';
import { chip, standingWhy } from './rows/row.ts';
import type { RowContext } from './rows/row-context.ts';
import type { Session } from './rows/session.ts';
import { dayAndTime, heldUntil } from './rows/times.ts';

/**
 * One line for a directory card: what is held for the viewer, to take or to pass, or has become theirs here; else the next
 * session that can be booked, else that all are full, else that there is none. Of what it is about, as much as fits. Below it, what was just said, and how it
 * ended if the held seat did not become theirs.
 */
export function compactLine(context: RowContext): TemplateResult {
  const { sessions, text, viewer, now, notice } = context;
  const coming = sessions.filter(
    ({ slot, standing }) => standing !== 'called-off' && Date.parse(slot.startsAt) > now,
  );
  const next =
    coming.find(({ standing }) => standing === 'offered') ??
    coming.find((one) => one.isTheirs) ??
    coming.find((one) => one.hasFreeSeat) ??
    coming[0];
  return html`
    ${next ? line(next, context) : html`<span class="muted line" tabindex="-1">${text('noneCompact')}</span>`}
    ${sessions.map((one) => {
      const said = notice(one.slot.id);
      if (said) return noticeLine(said, text);
      return hasEnded(one)
        ? html`<span class="ended">${whenOf(viewer, one.slot)}: ${standingWhy(one, context)}</span>`
        : nothing;
    })}
  `;
}

/** The viewer's booking was ended by others or by the clock. */
function hasEnded({ ended }: Session): boolean {
  return ended !== null && ended !== 'student';
}

function line(session: Session, context: RowContext) {
  const { text, viewer } = context;
  const { startsAt, id, description } = session.slot;
  return html`<span class="line" data-id=${id} tabindex="-1">
    <span>
      ${text('next')}
      <time class="time" datetime=${startsAt}>${dayShort(viewer, startsAt)}, ${timeOf(viewer, startsAt)}</time> ${zoneOffset(viewer, startsAt)}
    </span>
    ${description ? html`<span class="about clamp" dir="auto" title=${description}>${description}</span>` : nothing}
    ${told(session, context)}
  </span>`;
}

function told(session: Session, context: RowContext) {
  const { slot, standing, hasFreeSeat, opensAt } = session;
  const { text, viewer } = context;
  if (standing === 'offered') {
    return html`<span class="chip warn" part="chip">${heldUntil(session, context)}</span>
      <span class="answers">${action(session, context, whenOf(viewer, slot))}</span>`;
  }
  if (session.isTheirs || session.isQueued) return chip(session, context);
  const left = hasFreeSeat
    ? text('seatsShort', { count: slot.seatsLeft })
    : standing === 'later' && opensAt !== null
      ? text('opensCompact', { when: dayAndTime(viewer, opensAt) })
      : text('fullCompact');
  return html`<span class="seats">${pips(slot)} ${left}</span>`;
}
