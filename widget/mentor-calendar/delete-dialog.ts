import type { DeleteScope } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { whenOf, zoneName } from '../calendar/format.ts';
import { noteLine } from '../look/note-line.ts';
import type { CalendarContext } from './calendar-context.ts';
import type { SlotDeleting } from './slot-deleting.ts';

/** Names the session and what follows before anything is deleted. */
export function deleteDialog(
  deleting: SlotDeleting,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { slot, isBusy, problem } = deleting;
  const { text, viewer } = context;
  if (!slot) return nothing;
  const told = deleting.told();
  const count = deleting.affected(deleting.scope).length;
  const action = told ? 'callOffSessions' : 'deleteSessions';
  const busy = told ? 'callingOff' : 'deleting';
  return html`<dialog class="slot-delete" part="dialog" aria-labelledby="delete-title" aria-describedby="delete-body" @close=${() => deleting.close()}>
    <h3 id="delete-title">${text(told ? 'callOffTitle' : 'deleteTitle', { title: slot.description || text('untitled') })}</h3>
    <div id="delete-body" class="muted">
      <p>${whenOf(viewer, slot)}, ${zoneName(viewer, slot.startsAt)}.</p>
      <p>${told ? text('callOffTold', { count: told }) : text('deleteNobody')}</p>
    </div>
    ${slot.seriesId ? scopes(deleting, context) : nothing}
    <div role="alert">
      ${problem ? noteLine(problem, text) : nothing}
    </div>
    <div class="buttons">
      <button type="button" class="btn" part="button" autofocus @click=${close}>${text('keepSession')}</button>
      <button type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void deleting.confirm()}>
        ${text(isBusy ? busy : action, { count })}
      </button>
    </div>
  </dialog>`;
}

function scopes(deleting: SlotDeleting, { text }: CalendarContext): TemplateResult | typeof nothing {
  const all = deleting.affected('series').length;
  const following = deleting.affected('following').length;
  if (all < 2) return nothing;
  const choice = (scope: DeleteScope, label: string) => html`<label class="tick">
    <input type="radio" name="scope" value=${scope} .checked=${deleting.scope === scope} @change=${() => deleting.choose(scope)} />
    ${label}
  </label>`;
  return html`<fieldset>
    <legend>${text('deleteScope')}</legend>
    ${choice('this', text('scopeThis'))}
    ${following > 1 && following < all ? choice('following', text('scopeFollowing', { count: following })) : nothing}
    ${choice('series', text('scopeSeries', { count: all }))}
  </fieldset>`;
}

function close(event: Event): void {
  (event.currentTarget as Element).closest('dialog')?.close();
}
