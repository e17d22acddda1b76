import { html, nothing, type TemplateResult } from 'lit';
import { whenOf, zoneName } from '../../../calendar/format.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { problemAlert } from '../problem.ts';
import { peopleIn, scopeChoice } from '../series-scope.ts';
import type { SlotRemoval } from './state.ts';

/** Names the session, or the student, and what follows, before anything is deleted or declined. */
export function removalDialog(
  removal: SlotRemoval,
  viewing: CalendarViewing,
): TemplateResult | typeof nothing {
  const { slot, entry, isBusy, problem } = removal;
  const { text, viewer } = viewing;
  if (!slot) return nothing;
  const words = entry ? decliningWords(removal, viewing) : deletingWords(removal, viewing);
  return dialogFrame(
    {
      id: 'delete',
      kind: 'slot-delete',
      title: words.title,
      describedBy: 'delete-body',
      closed: () => removal.close(),
    },
    html`<div id="delete-body" class="muted">
        <p>${whenOf(viewer, slot)}, ${zoneName(viewer, slot.startsAt)}.</p>
        ${words.consequences.map((line) => html`<p>${line}</p>`)}
      </div>
      ${slot.seriesId && !entry ? seriesScope(removal, viewing) : nothing}
      ${words.message ? messageField(removal, words.message, viewing) : nothing}
      ${problemAlert(problem, viewing)}`,
    html`<button type="button" class="btn" part="button" autofocus @click=${closeDialog}>${text(entry ? 'keepRequest' : 'keepSession')}</button>
      <button type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void removal.submit()}>
        ${words.action}
      </button>`,
  );
}

interface Words {
  title: string;
  consequences: string[];
  /** What stands above the message; null where nobody would read one. */
  message: string | null;
  action: string;
}

function decliningWords({ name, isBusy }: SlotRemoval, { text }: CalendarViewing): Words {
  return {
    title: text('declineTitle', { name }),
    consequences: [text('declineSeen')],
    message: text('messageToOne', { name }),
    action: text(isBusy ? 'declining' : 'declineSeat'),
  };
}

function deletingWords(removal: SlotRemoval, { text }: CalendarViewing): Words {
  const { slot, scope, isBusy } = removal;
  const reached = removal.reached(scope);
  const { booked, waiting } = peopleIn(reached);
  const people = booked + waiting;
  const title = slot?.description || text('untitled');
  return {
    title: text(people ? 'callOffTitle' : 'deleteTitle', { title }),
    consequences: people
      ? [
          booked ? text('callOffBooked', { count: booked }) : '',
          waiting ? text('callOffWaiting', { count: waiting }) : '',
          text('callOffSeen'),
        ].filter(Boolean)
      : [text('deleteNobody')],
    message: people ? text('messageToAll', { count: people }) : null,
    action: isBusy
      ? text(people ? 'callingOff' : 'deleting')
      : text(people ? 'callOffSessions' : 'deleteSessions', { count: reached.length }),
  };
}

function seriesScope(removal: SlotRemoval, viewing: CalendarViewing) {
  return scopeChoice(
    viewing,
    'deleteScope',
    removal.scope,
    (scope) => removal.reached(scope),
    (scope) => removal.choose(scope),
  );
}

function messageField(removal: SlotRemoval, label: string, { text }: CalendarViewing): TemplateResult {
  const type = (event: Event) => {
    removal.message = (event.target as HTMLTextAreaElement).value;
  };
  return html`<div class="cell message">
    <label class="field">
      ${label}
      <textarea rows="3" maxlength="500" dir="auto" aria-describedby="message-hint" .value=${removal.message} @input=${type}></textarea>
    </label>
    <span class="hint" id="message-hint">${text('messageHint')}</span>
  </div>`;
}
