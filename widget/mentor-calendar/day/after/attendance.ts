import type { Attendance, RosterEntry, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../../../look/icons.ts';
import { studentName } from '../../context/student-name.ts';
import type { AfterContext } from './after-context.ts';
import { confirmedIn, type Marking } from './marking.ts';
import type { PrivateNotes } from './private-notes.ts';

/** Who was there: one press a student. */
export function attendanceList(
  slot: SlotView,
  marking: Marking,
  privateNotes: PrivateNotes,
  context: AfterContext,
): TemplateResult {
  const { text } = context;
  const entries = confirmedIn(slot);
  const isOffered = entries.length > 1 && entries.some(({ attendance }) => attendance === null);
  return html`<div class="attendance" part="attendance">
    <div class="headline">
      <h5 class="grow" id="attendance-${slot.id}">${text('attendance')}</h5>
      ${
        isOffered
          ? html`<button type="button" class="btn small" part="button" data-action="everybody" @click=${() => void marking.markEverybody(slot)}>${text('everybody')}</button>`
          : nothing
      }
    </div>
    <ul class="roster" part="roster" aria-labelledby="attendance-${slot.id}">
      ${repeat(
        entries,
        ({ id }) => id,
        (entry) => student(slot, entry, marking, privateNotes, context),
      )}
    </ul>
  </div>`;
}

function student(
  slot: SlotView,
  entry: RosterEntry,
  marking: Marking,
  privateNotes: PrivateNotes,
  context: AfterContext,
): TemplateResult {
  const { text } = context;
  const name = studentName(entry);
  const toggle = (attendance: Attendance) => {
    const isPressed = entry.attendance === attendance;
    return html`<button
      type="button"
      class="btn small ${attendance}"
      part="button"
      data-action=${attendance}
      aria-pressed=${isPressed}
      aria-label=${text('actionLabel', { action: text(attendance), when: name })}
      aria-disabled=${marking.isBusy(entry.id) ? 'true' : nothing}
      @click=${() => marking.mark(slot, entry, attendance)}
    >${isPressed ? icons[attendance === 'attended' ? 'check' : 'close'] : nothing}${text(attendance)}</button>`;
  };
  return html`<li data-id=${entry.id} tabindex="-1">
    <span class="who"><bdi>${name}</bdi>${entry.attendance ? nothing : html` <span class="muted">${text('notMarked')}</span>`}</span>
    <span class="settling">${toggle('attended')}${toggle('absent')}</span>
    ${entry.note ? html`<p class="wish"><bdi>${entry.note}</bdi></p>` : nothing}
    ${context.behalf ? nothing : privateNotes.render(entry.id, name)}
  </li>`;
}
