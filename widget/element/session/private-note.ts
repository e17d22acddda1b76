import type { PrivateNote as Kept } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { sessionCalls } from '../../client/session/session-calls.ts';
import type { Notice } from '../../look/notice.ts';
import { noticeLine } from '../../look/notice.ts';
import { isPast, type Passing, passingNotice } from '../submission/outage.ts';
import { Submission } from '../submission/submission.ts';
import type { Viewing } from '../viewing.ts';
import { Latest } from './latest.ts';
import { waitingLine } from './waiting-line.ts';

/** What somebody writes about a booking for themselves alone. What is typed stays until it is kept, whatever comes meanwhile. */
export class PrivateNoteEditor {
  /** As the service has it. */
  readonly #kept: Latest<Kept>;
  /** As typed, where that has not been kept yet. */
  #draft: string | null = null;
  #isSaved = false;
  #problem: (Notice & Passing) | null = null;
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing,
    readonly bookingId: string,
    /** Speaks it in a status line. */
    private readonly say: (text: string) => void,
  ) {
    this.#submission = new Submission(viewing);
    this.#kept = new Latest(viewing, (api) => sessionCalls(api).privateNote(bookingId));
  }

  /** Reads it anew; never rejects, and takes nothing away that was typed. */
  read(): Promise<void> {
    return this.#kept.read();
  }

  /** Something is typed that has not been kept yet. */
  get #isUnsaved(): boolean {
    return this.#draft !== null && this.#draft !== (this.#kept.value?.text ?? '');
  }

  #write(text: string): void {
    this.#draft = text;
    this.#isSaved = false;
    this.viewing.changed();
  }

  async #save(): Promise<void> {
    const { client, text } = this.viewing;
    const sent = this.#draft ?? this.#kept.value?.text ?? '';
    if (!client || this.#submission.isBusy()) return;
    this.#problem = null;
    this.#isSaved = false;
    this.say('');
    await this.#submission.run(
      async () => {
        this.#kept.take(await sessionCalls(client.api).writePrivateNote(this.bookingId, { text: sent }));
        // What was typed while it was on its way is not kept yet.
        this.#isSaved = this.#draft === null || this.#draft === sent;
        if (this.#isSaved) this.#draft = null;
        this.say(text('privateSaved'));
      },
      (failure) => {
        this.#problem = passingNotice(this.viewing, failure);
        this.say(this.#problem.text);
      },
    );
  }

  render(): TemplateResult {
    const { viewing } = this;
    const { text } = viewing;
    if (this.#problem && isPast(this.#problem, viewing)) this.#problem = null;
    const id = `private-${this.bookingId}`;
    const isBusy = this.#submission.isBusy();
    const state = isBusy
      ? 'privateSaving'
      : this.#isSaved
        ? 'privateSaved'
        : this.#isUnsaved
          ? 'privateUnsaved'
          : null;
    // What is typed before it is known could take the place of what stands there.
    if (!this.#kept.value && this.#draft === null)
      return waitingLine(viewing, this.#kept, text('privateLoading'), 'reread-private');
    return html`<div class="private" part="private-note">
      <label class="field">
        ${text('privateTitle')}
        <textarea
          rows="3" maxlength="10000" dir="auto" data-action="private-note" aria-describedby=${id}
          .value=${this.#draft ?? this.#kept.value?.text ?? ''}
          @input=${(event: InputEvent) => this.#write((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <p class="muted small" id=${id}>${text('privateHint')}</p>
      ${this.#problem ? noticeLine(this.#problem, text) : nothing}
      <div class="row">
        <button type="button" class="btn small" part="button" data-action="save-private" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void this.#save()}>${text('privateSave')}</button>
        <span class="muted small">${state ? text(state) : nothing}</span>
      </div>
    </div>`;
  }
}
