import type { Booking } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { KeptNotes } from '../../element/session/kept-notes.ts';
import { notesView } from '../../element/session/notes-view.ts';
import { PrivateNoteEditor } from '../../element/session/private-note.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import { FeedbackForm } from './feedback-form.ts';
import { feedbackView } from './feedback-view.ts';
import type { RecordWays } from './record-ways.ts';
import { withdrawDialog } from './withdraw-dialog.ts';

/** What is kept of one session for one student: notes for all, a note for oneself, and how they found it. */
export class SessionRecord {
  readonly slotId: string;
  readonly bookingId: string;
  readonly #notes: KeptNotes;
  readonly #note: PrivateNoteEditor;
  readonly #feedback: FeedbackForm;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    { id, slotId, slot }: Booking,
    ways: RecordWays,
  ) {
    this.slotId = slotId;
    this.bookingId = id;
    this.#notes = new KeptNotes(viewing, slotId, () =>
      ways.say(viewing.text('notesChanged', { name: slot.alumniName })),
    );
    this.#note = new PrivateNoteEditor(viewing, id, ways.say);
    this.#feedback = new FeedbackForm(viewing, slot, ways);
  }

  /** Never rejects; what is typed stays. */
  async read(): Promise<void> {
    await Promise.all([this.#notes.read(), this.#note.read(), this.#feedback.read()]);
  }

  /** The question before feedback is withdrawn, while it is open. */
  dialog(): unknown {
    return withdrawDialog(this.#feedback, this.viewing);
  }

  render({ slot }: Booking): TemplateResult {
    const { viewing } = this;
    const { text, now } = viewing;
    const isOver = Date.parse(slot.endsAt) <= now;
    return html`<div class="record" part="record">
      <div class="part">
        <h4>${text('notesTitle')}</h4>
        ${notesView(viewing, this.#notes, { none: text('notesNone', { name: slot.alumniName }) })}
      </div>
      ${isOver ? html`<div class="part">${feedbackView(viewing, this.#feedback)}</div>` : nothing}
      <div class="part">${this.#note.render()}</div>
    </div>`;
  }
}
