import type { SessionFeedback, SlotView } from '@mentor-slots/contract';
import { sessionCalls } from '../../../client/session-calls.ts';
import type { SessionReader } from '../../../client/session-news.ts';
import { KeptNotes } from '../../../element/session/index.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';

/** What is kept of one session, as its alumnus reads it. To be read anew through `SessionNews`. */
export class SessionRecord implements SessionReader {
  readonly notes: KeptNotes;
  /** Marking a class would read it once a student. */
  readonly ignoresBookings = true;
  /** Null until it was read. */
  feedback: SessionFeedback | null = null;

  constructor(
    private readonly viewing: CalendarViewing,
    readonly slotId: string,
  ) {
    this.notes = new KeptNotes(viewing, slotId);
  }

  /** Never rejects. */
  async read(): Promise<void> {
    await Promise.all([this.notes.read(), this.#readFeedback()]);
  }

  /** Where it does not come the notes say why. */
  async #readFeedback(): Promise<void> {
    const { client } = this.viewing;
    if (!client) return;
    this.feedback = await sessionCalls(client.api)
      .feedback(this.slotId)
      .catch(() => this.feedback);
    this.viewing.changed();
  }
}

/** The records of sessions, each made once. */
export class SessionRecords {
  readonly #records = new Map<string, SessionRecord>();

  constructor(private readonly viewing: CalendarViewing) {}

  of({ id }: Pick<SlotView, 'id'>): SessionRecord {
    const record = this.#records.get(id) ?? new SessionRecord(this.viewing, id);
    this.#records.set(id, record);
    return record;
  }
}
