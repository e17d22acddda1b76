/** What stays of a session that has begun: who was there, notes, recordings, and what students said. Fetched where there is such a session. */
import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../../client/failure.ts';
import { sessionFeedback, sessionNotes } from '../../../client/session-records.ts';
import type { SlotClient } from '../../../client/slot-client.ts';
import { explain } from '../../../element/failures.ts';
import { noticeLine } from '../../../look/notice.ts';
import type { AfterParts, CalendarContext } from '../../context/calendar-context.ts';
import { isKept } from '../../context/session-kind.ts';
import type { Dialog, DialogContext } from '../../dialogs/dialog-context.ts';
import { dialogStyles } from '../../dialogs/styles.ts';
import type { AfterContext } from './after-context.ts';
import { attendanceList } from './attendance.ts';
import { feedbackPart } from './feedback.ts';
import { Marking } from './marking.ts';
import { notesPart } from './notes.ts';
import { NotesEditing } from './notes-editing.ts';
import { PrivateNotes } from './private-notes.ts';
import { RecordingRemoval } from './recording-removal.ts';
import { recordingsPart } from './recordings.ts';
import { afterStyles } from './styles.ts';
import { Uploads } from './uploads.ts';

export const styles = [...dialogStyles, afterStyles];

/** So many of a day are open without being asked for: each is read from the service. */
const opened = 2;

/** Sessions that have begun, of the chosen day. */
export class AfterSessions implements AfterParts, Dialog {
  /** Which were opened and closed by hand. */
  readonly #chosen = new Map<string, boolean>();
  readonly #marking: Marking;
  readonly #privateNotes: PrivateNotes;
  readonly #notes: NotesEditing;
  readonly #uploads: Uploads;
  readonly #removal: RecordingRemoval;

  constructor(private readonly context: DialogContext) {
    this.#marking = new Marking(context);
    this.#privateNotes = new PrivateNotes(context);
    this.#notes = new NotesEditing(context);
    this.#uploads = new Uploads(context);
    this.#removal = new RecordingRemoval(context);
  }

  /** Reads what is shown of these sessions of a day, and hears when it changes. */
  watch(client: SlotClient, slots: readonly SlotView[]): (() => void)[] {
    return this.open(slots).flatMap((id) => [
      client.use(sessionNotes).watch(id),
      client.use(sessionFeedback).watch(id),
    ]);
  }

  /** Which of a day's are open: those that were opened, and the first ones where nobody chose. */
  open(slots: readonly SlotView[]): readonly string[] {
    const { now } = this.context.viewing;
    return slots
      .filter((slot) => isKept(slot, now))
      .filter(({ id }, index) => this.#chosen.get(id) ?? index < opened)
      .map(({ id }) => id);
  }

  session(slot: SlotView, calendar: CalendarContext): TemplateResult {
    const context = { ...calendar, viewing: this.context.viewing };
    const isOpen = this.open(calendar.days.get(calendar.selected) ?? []).includes(slot.id);
    return html`${attendanceList(slot, this.#marking, this.#privateNotes, context)}
      <div class="record">
        <button type="button" class="link small" part="button" data-action="record" aria-expanded=${isOpen} @click=${() => this.#toggle(slot.id, !isOpen)}>${calendar.text('record')}</button>
        ${isOpen ? this.#kept(slot, context) : nothing}
      </div>`;
  }

  /** The question before something is removed. */
  render(): unknown {
    return this.#removal.render();
  }

  #kept(slot: SlotView, context: AfterContext): TemplateResult | typeof nothing {
    const { client } = context.viewing;
    if (!client) return nothing;
    const notes = client.use(sessionNotes).get(slot.id);
    const feedback = client.use(sessionFeedback).get(slot.id);
    return html`${
      notes.state === 'ready'
        ? html`${notesPart(slot, notes.value, this.#notes, context)}
            ${recordingsPart(slot, notes.value, this.#uploads, this.#removal, context)}`
        : notes.state === 'failed'
          ? this.#failed(notes.failure, context)
          : html`<p class="small muted" aria-busy="true">${context.text('recordLoading')}</p>`
    }${feedback.state === 'ready' ? feedbackPart(slot.id, feedback.value, context) : nothing}`;
  }

  #failed(failure: Failure, { text, viewing }: AfterContext): TemplateResult {
    const notice = { tone: 'bad', text: explain(viewing, failure), reference: failure.requestId } as const;
    const button = html`<button type="button" class="btn small" part="button" @click=${() => viewing.client?.retry()}>${text('retry')}</button>`;
    return html`<div role="alert">${noticeLine(notice, text, button)}</div>`;
  }

  #toggle(slotId: string, isOpen: boolean): void {
    this.#chosen.set(slotId, isOpen);
    this.context.viewing.changed();
  }
}

export function create(context: DialogContext): AfterSessions {
  return new AfterSessions(context);
}
