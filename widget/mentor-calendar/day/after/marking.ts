import type { Attendance, RosterEntry, SlotView } from '@mentor-slots/contract';
import { sessionCalls } from '../../../client/session/session-calls.ts';
import { explain } from '../../../element/failures.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { DialogContext } from '../../dialogs/dialog-context.ts';

/** Who had a seat when the session began. */
export function confirmedIn({ bookings = [] }: SlotView): readonly RosterEntry[] {
  return bookings.filter(({ status }) => status === 'confirmed');
}

/** Saying who was there. */
export class Marking {
  readonly #submission: Submission;

  constructor(private readonly context: DialogContext) {
    this.#submission = new Submission(context.viewing);
  }

  isBusy(bookingId: string): boolean {
    return this.#submission.isBusy(bookingId);
  }

  /** The same once more takes it back. */
  mark(slot: SlotView, entry: RosterEntry, attendance: Attendance): void {
    this.context.clearNotice();
    void this.#put(slot, entry, entry.attendance === attendance ? null : attendance);
  }

  /**
   * Whoever is not marked yet, one after another: who was said not to have been there stays so. Where one is refused, those
   * before stay marked, and pressing again goes on.
   */
  async markEverybody(slot: SlotView): Promise<void> {
    const { viewing, clearNotice, notify } = this.context;
    clearNotice();
    for (const entry of confirmedIn(slot)) {
      if (entry.attendance === null && !(await this.#put(slot, entry, 'attended'))) return;
    }
    const isAnyAbsent = confirmedIn(slot).some(({ attendance }) => attendance === 'absent');
    notify(viewing.text(isAnyAbsent ? 'saidOthers' : 'saidEverybody'), slot.id);
  }

  async #put(slot: SlotView, entry: RosterEntry, attendance: Attendance | null): Promise<boolean> {
    const { viewing, notify } = this.context;
    const { client } = viewing;
    let isDone = false;
    await this.#submission.run(
      async () => {
        if (!client) return;
        await sessionCalls(client.api).markAttendance(entry, { attendance });
        isDone = true;
      },
      (failure) => notify(explain(viewing, failure), slot.id, failure),
      entry.id,
    );
    return isDone;
  }
}
