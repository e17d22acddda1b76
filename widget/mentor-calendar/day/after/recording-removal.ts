import type { Recording } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { sessionCalls } from '../../../client/session/session-calls.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { behalfOf } from '../../context/behalf.ts';
import type { DialogContext } from '../../dialogs/dialog-context.ts';
import { type Problem, problemAlert } from '../../dialogs/problem.ts';
import type { SessionRecords } from './records.ts';

/** The question before a recording is removed, while it is open. */
export class RecordingRemoval {
  #asked: Recording | null = null;
  #problem: Problem | null = null;
  readonly #submission: Submission;

  constructor(
    private readonly context: DialogContext,
    private readonly records: SessionRecords,
  ) {
    this.#submission = new Submission(context.viewing);
  }

  ask(recording: Recording): void {
    this.context.clearNotice();
    this.#problem = null;
    this.#asked = recording;
    this.context.viewing.changed();
  }

  render(): TemplateResult | typeof nothing {
    const { viewing } = this.context;
    const { text } = viewing;
    const recording = this.#asked;
    const isBusy = this.#submission.isBusy();
    if (!recording) return nothing;
    return dialogFrame(
      {
        id: 'remove-recording',
        title: text('recordingRemoveTitle', { name: recording.name }),
        behalf: behalfOf(viewing),
        describedBy: 'remove-recording-body',
        closed: () => this.#close(),
      },
      html`<p id="remove-recording-body" class="muted">${text('recordingRemoveSeen')}</p>${problemAlert(this.#problem, viewing)}`,
      html`<button type="button" class="btn" part="button" autofocus @click=${closeDialog}>${text('recordingKeep')}</button>
        <button type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => this.#remove(recording)}>
          ${text(isBusy ? 'deleting' : 'recordingRemoveNow')}
        </button>`,
    );
  }

  #close(): void {
    this.#asked = null;
    this.context.viewing.changed();
  }

  #remove(recording: Recording): void {
    const { viewing, notify } = this.context;
    const { client } = viewing;
    if (!client) return;
    this.#problem = null;
    void this.#submission.run(
      async () => {
        await sessionCalls(client.api).removeRecording(recording.id);
        this.#close();
        notify(viewing.text('saidRecordingRemoved', { name: recording.name }), recording.slotId);
        void this.records.of(recording.slotId).notes.read();
      },
      (failure) => {
        this.#problem = passingNotice(viewing, failure);
      },
    );
  }
}
