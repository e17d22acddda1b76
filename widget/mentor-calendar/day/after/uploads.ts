import type { Failure } from '../../../client/failure.ts';
import { sessionCalls } from '../../../client/session/session-calls.ts';
import { explain, report } from '../../../element/failures.ts';
import type { DialogContext } from '../../dialogs/dialog-context.ts';
import type { SessionRecords } from './records.ts';
import { sizeInWords } from './size.ts';

/** A file on its way. */
export interface Upload {
  readonly id: number;
  readonly slotId: string;
  readonly file: File;
  /** From 0 to 1; null: it waits for its turn. */
  sent: number | null;
  /** Why it was refused; null: it was not. */
  refused: string | null;
  /** Can it succeed when it is tried again? */
  mayRetry: boolean;
}

/** Files that are being uploaded, one after another, whichever day one looks at meanwhile. */
export class Uploads {
  #queue: readonly Upload[] = [];
  #running: { upload: Upload; abort: AbortController } | null = null;
  #count = 0;
  #isEnded = false;

  constructor(
    private readonly context: DialogContext,
    private readonly records: SessionRecords,
  ) {}

  of(slotId: string): readonly Upload[] {
    return this.#queue.filter((upload) => upload.slotId === slotId);
  }

  /** `most`: how many bytes one may have. What cannot be taken is said at once. */
  add(slotId: string, files: Iterable<File>, most: number): void {
    const { text, viewer } = this.context.viewing;
    this.context.clearNotice();
    for (const file of files) {
      const upload: Upload = { id: ++this.#count, slotId, file, sent: null, refused: null, mayRetry: false };
      // What the system does not know the service finds out.
      if (file.type && !/^(audio|video)\//.test(file.type)) upload.refused = text('not_a_recording');
      else if (file.size > most)
        upload.refused = text('recordingTooLarge', { size: sizeInWords(most, viewer.locale) });
      this.#queue = [...this.#queue, upload];
    }
    void this.#next();
  }

  retry(upload: Upload): void {
    upload.refused = null;
    upload.sent = null;
    void this.#next();
  }

  /** Gives it up, or takes away what was refused. */
  remove(upload: Upload): void {
    this.#queue = this.#queue.filter((one) => one !== upload);
    if (this.#running?.upload === upload) this.#running.abort.abort();
    this.context.viewing.changed();
  }

  /** Gives all of them up: somebody else signs in, or another calendar is shown. */
  end(): void {
    this.#isEnded = true;
    this.#queue = [];
    this.#running?.abort.abort();
  }

  async #next(): Promise<void> {
    const { viewing } = this.context;
    viewing.changed();
    const upload = this.#queue.find(({ refused }) => refused === null);
    const { client } = viewing;
    if (this.#running || !upload || !client) return;
    const abort = new AbortController();
    this.#running = { upload, abort };
    upload.sent = 0;
    const told = (sent: number) => {
      const before = Math.floor((upload.sent ?? 0) * 100);
      upload.sent = sent;
      if (Math.floor(sent * 100) !== before) viewing.changed();
    };
    try {
      await sessionCalls(client.api).addRecording(upload.slotId, upload.file, {
        progress: (sent, total) => told(total ? sent / total : 0),
        signal: abort.signal,
      });
      if (this.#isEnded) return;
      this.#queue = this.#queue.filter((one) => one !== upload);
      this.context.notify(viewing.text('saidUploaded', { name: upload.file.name }), upload.slotId);
      void this.records.of(upload.slotId).notes.read();
    } catch (error) {
      if (!abort.signal.aborted) this.#refuse(upload, report(viewing, error));
    } finally {
      this.#running = null;
    }
    await this.#next();
  }

  #refuse(upload: Upload, failure: Failure): void {
    const { viewing } = this.context;
    const { code, status, facts } = failure;
    const most = typeof facts.limit === 'number' ? facts.limit : null;
    upload.sent = null;
    upload.mayRetry = status === 0 || status === 429 || status >= 500;
    upload.refused =
      code === 'body_too_large' && most !== null
        ? viewing.text('recordingTooLarge', { size: sizeInWords(most, viewing.viewer.locale) })
        : code === 'storage_full'
          ? viewing.text(code)
          : explain(viewing, failure);
  }
}
