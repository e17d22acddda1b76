/** What stays of a session that has begun: who was there, notes, recordings, and what students said. Fetched where there is such a session. */
import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { sessionNews } from '../../../client/session/session-news.ts';
import type { SlotClient } from '../../../client/slot-client.ts';
import { notesView, sessionStyles } from '../../../element/session/index.ts';
import { icons } from '../../../look/icons.ts';
import { starStyles } from '../../../look/stars/stars.ts';
import type { AfterParts, CalendarContext } from '../../context/calendar-context.ts';
import { isKept, kindOf } from '../../context/session-kind.ts';
import type { Dialog, DialogContext } from '../../dialogs/dialog-context.ts';
import { dialogStyles } from '../../dialogs/styles.ts';
import type { AfterContext } from './after-context.ts';
import { attendanceList } from './attendance.ts';
import { feedbackPart } from './feedback.ts';
import { confirmedIn, Marking } from './marking.ts';
import { notesPart } from './notes.ts';
import { NotesEditing } from './notes-editing.ts';
import { PrivateNotes } from './private-notes.ts';
import { RecordingRemoval } from './recording-removal.ts';
import { recordingsPart } from './recordings.ts';
import { SessionRecords } from './records.ts';
import { afterStyles } from './styles.ts';
import { Uploads } from './uploads.ts';

export const styles = [...dialogStyles, sessionStyles, starStyles, afterStyles];

/** So many of a day are open without being asked for: each is read from the service. */
const opened = 2;

/** For so long, in ms, one is reminded that nobody has said who was there. */
const lately = 14 * 24 * 3_600_000;

/** Sessions that have begun, of the chosen day. */
export class AfterSessions implements AfterParts, Dialog {
  /** Which were opened and closed by hand. */
  readonly #chosen = new Map<string, boolean>();
  readonly #records: SessionRecords;
  readonly #marking: Marking;
  readonly #privateNotes: PrivateNotes;
  readonly #notes: NotesEditing;
  readonly #uploads: Uploads;
  readonly #removal: RecordingRemoval;

  constructor(private readonly context: DialogContext) {
    this.#records = new SessionRecords(context.viewing);
    this.#marking = new Marking(context);
    this.#privateNotes = new PrivateNotes(context);
    this.#notes = new NotesEditing(context, this.#records);
    this.#uploads = new Uploads(context, this.#records);
    this.#removal = new RecordingRemoval(context, this.#records);
  }

  /** Somebody else signs in, or another calendar is shown: nothing goes on. */
  end(): void {
    this.#uploads.end();
  }

  /** Reads what is shown of these sessions of a day, and hears when it changes. */
  watch(client: SlotClient, slots: readonly SlotView[]): (() => void)[] {
    return this.open(slots).map((id) => client.use(sessionNews).watch(this.#records.of(id)));
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

  toComplete(calendar: CalendarContext): TemplateResult | typeof nothing {
    const { days, now, text, select } = calendar;
    const isOpen = (slot: SlotView) => {
      const since = now - Date.parse(slot.endsAt);
      return (
        kindOf(slot, now) === 'over' &&
        since < lately &&
        confirmedIn(slot).some(({ attendance }) => attendance === null)
      );
    };
    const open = [...days].flatMap(([day, slots]) => slots.filter(isOpen).map(() => day)).sort();
    const [first] = open;
    if (!first) return nothing;
    return html`<button type="button" class="btn quiet small" part="button" data-action="complete" @click=${() => select(first, true)}>
      ${icons.check}${text('toComplete', { count: open.length })}
    </button>`;
  }

  /** The question before something is removed. */
  render(): unknown {
    return html`<p class="unseen" role="status">${this.#privateNotes.said}</p>${this.#removal.render()}`;
  }

  #kept(slot: SlotView, context: AfterContext): unknown {
    const { viewing } = context;
    const record = this.#records.of(slot.id);
    // While there are none they are being read, or it is said why they cannot be.
    if (!record.notes.value) return notesView(viewing, record.notes, { none: '' });
    return html`${notesPart(slot, record.notes.value, this.#notes, context)}
      ${recordingsPart(record, this.#uploads, this.#removal, context)}
      ${record.feedback && kindOf(slot, context.now) === 'over' ? feedbackPart(slot.id, record.feedback, context) : nothing}`;
  }

  #toggle(slotId: string, isOpen: boolean): void {
    this.#chosen.set(slotId, isOpen);
    this.context.viewing.changed();
  }
}

export function create(context: DialogContext): AfterSessions {
  return new AfterSessions(context);
}
