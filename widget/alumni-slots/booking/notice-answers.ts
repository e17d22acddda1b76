import type { Booking } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import { onwardFrom } from '../rows/actions.ts';
import { nearestFree, noneFreeText } from '../rows/nearest-free.ts';
import type { RowContext } from '../rows/row-context.ts';
import type { Session } from '../rows/session.ts';
import type { SlotNotice } from './notices.ts';

/** What can be done about what was just said, beside it. `undo` books again what was given back, `wait` joins the queue for it. */
export function noticeAnswers(
  session: Session,
  notice: SlotNotice,
  context: RowContext,
  { undo, wait }: { undo(given: Booking): void; wait(given: Booking): void },
): TemplateResult | typeof nothing {
  const { goTo, undo: given } = notice;
  if (given && session.isWaitable) return waitButton(session, context, () => wait(given));
  if (given) return undoButton(session, context, () => undo(given));
  if (goTo && context.sessions.some(({ slot }) => slot.id === goTo)) {
    return html`<button type="button" class="link" @click=${() => context.goTo(goTo)}>${context.text('goThere')}</button>`;
  }
  if (notice.atLimit) return ownInstead(session, context);
  return notice.leadsOn ? nearest(session, context) : nothing;
}

/** Gives the seat back to whom had it, while nobody else has it. */
function undoButton(session: Session, context: RowContext, undo: () => void) {
  const { text, viewer } = context;
  const { slot } = session;
  if (!session.isFree) return nothing;
  const isBusy = context.isBusy(slot.id);
  return html`
    ${slot.requiresApproval ? html`<span>${text('undoAsks', { name: slot.alumniName })}</span>` : nothing}
    <button
      type="button" class="btn small" part="button" data-action="undo"
      aria-label=${text('undoLabel', { when: whenOf(viewer, slot) })} aria-disabled=${isBusy ? 'true' : nothing}
      @click=${undo}
    >${text(isBusy ? 'booking' : 'undo')}</button>
  `;
}

/** The seat is somebody else's by now: to wait for the next one. */
function waitButton({ slot }: Session, { text, viewer, isBusy }: RowContext, wait: () => void) {
  return html`<button
    type="button" class="btn small" part="button" data-action="undo"
    aria-label=${text('actionLabel', { action: text('waitInstead'), when: whenOf(viewer, slot) })}
    aria-disabled=${isBusy(slot.id) ? 'true' : nothing} @click=${wait}
  >${text(isBusy(slot.id) ? 'joining' : 'waitInstead')}</button>`;
}

/** To a seat that the viewer has here, where it can be moved or given back. */
function ownInstead({ slot }: Session, { text, viewer, sessions, goTo, now }: RowContext) {
  const own = sessions.find(
    (one) => one.isTheirs && one.slot.alumniId === slot.alumniId && Date.parse(one.slot.startsAt) > now,
  );
  if (!own) return nothing;
  return html`<button type="button" class="link" @click=${() => goTo(own.slot.id)}>
    ${text('ownInstead', { when: whenOf(viewer, own.slot) })}
  </button>`;
}

/** The sessions of this mentor that are free now and closest in time, else what others have. */
function nearest(session: Session, context: RowContext) {
  const { text, viewer, sessions, mine, isComplete } = context;
  const { slot } = session;
  const free = mine ? [] : nearestFree(sessions, slot, 3);
  if (!free.length) {
    return html`${isComplete ? html`<span>${text(noneFreeText(sessions))}</span>` : nothing}${onwardFrom(session, context)}`;
  }
  return html`<span class="choices">
    <span>${text('nearestFree')}</span>
    ${free.map(
      (one) => html`<button
        type="button" class="btn small" part="button"
        aria-label=${text('goToLabel', { when: whenOf(viewer, one.slot) })}
        @click=${() => context.goTo(one.slot.id)}
      >${whenOf(viewer, one.slot)}</button>`,
    )}
  </span>`;
}
