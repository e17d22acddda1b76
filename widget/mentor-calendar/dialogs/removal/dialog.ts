import { html, nothing, type TemplateResult } from 'lit';
import { whenOf, zoneName } from '../../../calendar/format.ts';
import { noticeLine } from '../../../look/notice.ts';
import type { CalendarContext } from '../../context.ts';
import type { Kit } from '../dialogs.ts';
import type { SlotRemoval } from './state.ts';

/** Names the session, or the student, and what follows, before anything is deleted or declined. */
export function removalDialog(
  removal: SlotRemoval,
  kit: Kit,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { slot, entry, isBusy, problem } = removal;
  const { text, viewer } = context;
  if (!slot) return nothing;
  const words = entry ? decliningWords(removal, context) : deletingWords(removal, kit, context);
  return html`<dialog class="slot-delete" part="dialog" aria-labelledby="delete-title" aria-describedby="delete-body" @close=${() => removal.close()}>
    <h3 id="delete-title">${words.title}</h3>
    <div id="delete-body" class="muted">
      <p>${whenOf(viewer, slot)}, ${zoneName(viewer, slot.startsAt)}.</p>
      ${words.told.map((line) => html`<p>${line}</p>`)}
    </div>
    ${
      slot.seriesId && !entry
        ? kit.scopeChoice(
            context,
            'deleteScope',
            removal.scope,
            (scope) => removal.reached(scope),
            (scope) => removal.choose(scope),
          )
        : nothing
    }
    ${words.message ? messageField(removal, words.message, context) : nothing}
    <div role="alert">
      ${problem ? noticeLine(problem, text) : nothing}
    </div>
    <div class="buttons">
      <button type="button" class="btn" part="button" autofocus @click=${close}>${text(entry ? 'keepRequest' : 'keepSession')}</button>
      <button type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void removal.submit()}>
        ${words.action}
      </button>
    </div>
  </dialog>`;
}

interface Words {
  title: string;
  told: string[];
  /** What stands above the message; null where nobody would read one. */
  message: string | null;
  action: string;
}

function decliningWords({ name, isBusy }: SlotRemoval, { text }: CalendarContext): Words {
  return {
    title: text('declineTitle', { name }),
    told: [text('declineTold')],
    message: text('messageToOne', { name }),
    action: text(isBusy ? 'declining' : 'declineSeat'),
  };
}

function deletingWords(removal: SlotRemoval, kit: Kit, { text }: CalendarContext): Words {
  const { slot, scope, isBusy } = removal;
  const reached = removal.reached(scope);
  const { booked, waiting } = kit.peopleIn(reached);
  const told = booked + waiting;
  const title = slot?.description || text('untitled');
  return {
    title: text(told ? 'callOffTitle' : 'deleteTitle', { title }),
    told: told
      ? [
          booked ? text('callOffTold', { count: booked }) : '',
          waiting ? text('callOffWaiting', { count: waiting }) : '',
          text('callOffSeen'),
        ].filter(Boolean)
      : [text('deleteNobody')],
    message: told ? text('messageToAll', { count: told }) : null,
    action: isBusy
      ? text(told ? 'callingOff' : 'deleting')
      : text(told ? 'callOffSessions' : 'deleteSessions', { count: reached.length }),
  };
}

function messageField(removal: SlotRemoval, label: string, { text }: CalendarContext): TemplateResult {
  return html`<div class="cell message">
    <label class="field">
      ${label}
      <textarea rows="3" maxlength="500" dir="auto" aria-describedby="message-hint" .value=${removal.message} @input=${(
        event: Event,
      ) => {
        removal.message = (event.target as HTMLTextAreaElement).value;
      }}></textarea>
    </label>
    <span class="hint" id="message-hint">${text('messageHint')}</span>
  </div>`;
}

function close(event: Event): void {
  (event.currentTarget as Element).closest('dialog')?.close();
}
