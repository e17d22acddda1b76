import type { SessionFeedback } from '@mentor-slots/contract';
import { sessionCalls } from '../../../client/session/session-calls.ts';
import type { SessionReader } from '../../../client/session/session-news.ts';
import { KeptNotes, Latest } from '../../../element/session/index.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';

/** What is kept of one session, as its alumnus reads it. To be read anew through `SessionNews`. */
export class SessionRecord implements SessionReader {
  readonly notes: KeptNotes;
  /** Marking a class would read it once a student. */
  readonly ignoresBookings = true;
  /** Where it does not come the notes say why. */
  readonly #feedback: Latest<SessionFeedback>;

  constructor(
    viewing: CalendarViewing,
    readonly slotId: string,
  ) {
    this.notes = new KeptNotes(viewing, slotId);
    this.#feedback = new Latest(viewing, (api) => sessionCalls(api).feedback(slotId));
  }

  /** Null until it was read. */
  get feedback(): SessionFeedback | null {
    return this.#feedback.value;
  }

  /** Never rejects. */
  async read(): Promise<void> {
    await Promise.all([this.notes.read(), this.#feedback.read()]);
  }
}

/** The records of sessions, each made once. */
export class SessionRecords {
  readonly #records = new Map<string, SessionRecord>();

  constructor(private readonly viewing: CalendarViewing) {}

  of(slotId: string): SessionRecord {
    const record = this.#records.get(slotId) ?? new SessionRecord(this.viewing, slotId);
    this.#records.set(slotId, record);
    return record;
  }
}
