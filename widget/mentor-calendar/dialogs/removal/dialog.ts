import type { RosterEntry } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { whenOf, zoneName } from '../../../calendar/format.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { behalfOf } from '../../context/behalf.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { byMail } from '../by-mail.ts';
import { peopleIn, peopleList } from '../people.ts';
import { problemAlert } from '../problem.ts';
import { scopeChoice } from '../series-scope.ts';
import { offerChoice } from './offer-choice.ts';
import type { SlotRemoval } from './state.ts';

/** Names the session, or the student, and what follows, before anything is deleted or declined. */
export function removalDialog(
  removal: SlotRemoval,
  viewing: CalendarViewing,
): TemplateResult | typeof nothing {
  const { slot, entry, isBusy, problem } = removal;
  const { text, viewer } = viewing;
  if (!slot) return nothing;
  const asksScope = !entry && slot.seriesId !== null && removal.reached('series').length > 1;
  const words = entry ? decliningWords(removal, viewing) : deletingWords(removal, viewing);
  return dialogFrame(
    {
      id: 'delete',
      kind: 'slot-delete',
      title: words.title,
      behalf: behalfOf(viewing),
      describedBy: 'delete-body',
      focusTitle: asksScope || words.message !== null,
      closed: () => removal.close(),
    },
    html`<div id="delete-body" class="muted">
        <p>${whenOf(viewer, slot)}, ${zoneName(viewer, slot.startsAt)}.</p>
        ${words.consequences}
      </div>
      ${asksScope ? seriesScope(removal, viewing) : nothing}
      ${entry ? nothing : offerChoice(removal, viewing)}
      ${words.message ? messageField(removal, words.message, viewing) : nothing}
      ${problemAlert(problem, viewing)}`,
    html`<button type="button" class="btn" part="button" ?autofocus=${!asksScope && words.message === null} @click=${closeDialog}>${text(words.keep)}</button>
      <button type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void removal.submit()}>
        ${words.action}
      </button>`,
  );
}

interface Words {
  title: string;
  consequences: unknown;
  /** What stands above the message; null where nobody would read one. */
  message: string | null;
  keep: 'keepRequest' | 'keepSession' | 'leaveAsIs';
  action: string;
}

/** Of whoever asks for a seat, has one held, or waits for one. */
function decliningWords({ name, isBusy, entry, hasQueue }: SlotRemoval, viewing: CalendarViewing): Words {
  const { text } = viewing;
  const message = text('messageToOne', { name });
  const seen = text(hasQueue ? 'declineSeenNext' : 'declineSeen') + byMail(viewing);
  if (entry?.status === 'pending') {
    return {
      title: text('declineTitle', { name }),
      consequences: html`<p>${seen}</p>`,
      message,
      keep: 'keepRequest',
      action: text(isBusy ? 'declining' : 'declineSeat'),
    };
  }
  const isHeld = entry?.status === 'offered';
  return {
    title: text(isHeld ? 'takeBackTitle' : 'takeOutTitle', { name }),
    consequences: html`<p role="status">${
      entry?.status === 'confirmed'
        ? text('cameIn', { count: 1, names: name })
        : isHeld
          ? seen
          : text('takeOutSeen') + byMail(viewing)
    }</p>`,
    message,
    keep: 'leaveAsIs',
    action: isHeld ? text(isBusy ? 'takingBack' : 'takeBack') : text(isBusy ? 'takingOut' : 'takeOut'),
  };
}

function deletingWords(removal: SlotRemoval, viewing: CalendarViewing): Words {
  const { slot, scope, isBusy } = removal;
  const { text } = viewing;
  const reached = removal.reached(scope);
  const { booked, waiting } = peopleIn(reached);
  const people = booked.length + waiting.length;
  const title = slot?.description || text('untitled');
  return {
    title: text(people ? 'callOffTitle' : 'deleteTitle', { title }),
    consequences: people
      ? html`${concerned('callOffBooked', booked, viewing)}${concerned('callOffWaiting', waiting, viewing)}
        <p>${text('callOffSeen') + byMail(viewing)}</p>`
      : html`<p>${text('deleteNobody')}</p>`,
    message: people ? text('messageToAll', { count: people }) : null,
    keep: 'keepSession',
    action: isBusy
      ? text(people ? 'callingOff' : 'deleting')
      : text(people ? 'callOffSessions' : 'deleteSessions', { count: reached.length }),
  };
}

function concerned(
  name: 'callOffBooked' | 'callOffWaiting',
  people: readonly RosterEntry[],
  viewing: CalendarViewing,
) {
  const { length: count } = people;
  return count ? html`<p>${viewing.text(name, { count })}</p>${peopleList(people, viewing)}` : nothing;
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
