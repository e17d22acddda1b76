import { html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import type { RowContext } from '../row-context.ts';
import type { Session } from '../session.ts';
import { nearestFree } from './nearest-free.ts';
import type { Note } from './notices.ts';

/** What can be done about what was just said, beside it. */
export function noteAnswers(
  session: Session,
  note: Note,
  context: RowContext,
): TemplateResult | typeof nothing {
  const { text } = context;
  if (note.undo) return undo(session, note.undo, context);
  const { goTo } = note;
  if (goTo) {
    const isHere = context.sessions.some(({ slot }) => slot.id === goTo);
    return isHere
      ? html`<button type="button" class="link" @click=${() => context.goTo(goTo)}>${text('goThere')}</button>`
      : nothing;
  }
  return note.isLost ? nearest(session, context) : nothing;
}

/** Gives the seat back to whom had it, while nobody else has it. */
function undo(session: Session, booking: Session['booking'] & object, context: RowContext) {
  const { text, viewer, busyIds } = context;
  const { slot, standing } = session;
  if (standing !== 'free') return nothing;
  const isBusy = busyIds.has(slot.id);
  return html`
    ${slot.requiresApproval ? html`<span>${text('undoAsks', { name: slot.alumniName })}</span>` : nothing}
    <button
      type="button" class="btn small" part="button" data-action="undo"
      aria-label=${text('undoLabel', { when: whenOf(viewer, slot) })} aria-disabled=${isBusy ? 'true' : nothing}
      @click=${() => context.undo(session, booking)}
    >${text(isBusy ? 'booking' : 'undo')}</button>
  `;
}

/** The sessions that are free now and closest in time. */
function nearest({ slot }: Session, context: RowContext) {
  const { text, viewer, sessions } = context;
  const free = nearestFree(sessions, slot, 3);
  if (!free.length) return html`<span>${text('noneFree')}</span>`;
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
