import type { RosterEntry, Scope, SlotView } from '@mentor-slots/contract';
import { SlotDeletedEvent } from '../../../element/events.ts';
import { explain, report } from '../../../element/failures.ts';
import type { Notice } from '../../../look/notice.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit } from '../dialogs.ts';

/** The question before a session is deleted or a request declined, while it is open; and settling requests. */
export class SlotRemoval {
  slot: SlotView | null = null;
  /** Whose request is declined; null: the session is deleted. */
  entry: RosterEntry | null = null;
  scope: Scope = 'this';
  /** What the students get to read. */
  message = '';
  isBusy = false;
  problem: Notice | null = null;
  /** Bookings that are being confirmed. */
  busyIds: ReadonlySet<string> = new Set();

  constructor(
    private readonly host: CalendarHost,
    private readonly kit: Kit,
  ) {}

  open(slot: SlotView, entry: RosterEntry | null): void {
    this.slot = slot;
    this.entry = entry;
    this.scope = 'this';
    this.message = '';
    this.problem = null;
    this.host.viewing.changed();
  }

  close(): void {
    this.slot = null;
    this.host.viewing.changed();
  }

  /** Who is declined. */
  get name(): string {
    return this.entry ? this.host.nameOf(this.entry) : '';
  }

  choose(scope: Scope): void {
    this.scope = scope;
    this.host.viewing.changed();
  }

  reached(scope: Scope): readonly SlotView[] {
    const { slot, host } = this;
    return slot ? this.kit.sessionsIn(host.slots(), slot, scope, host.viewing.now, true) : [];
  }

  async submit(): Promise<void> {
    const { slot, entry, host } = this;
    if (!slot || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    host.viewing.changed();
    try {
      await (entry ? this.#decline(slot, entry) : this.#delete(slot));
      if (this.slot === slot) this.slot = null;
    } catch (error) {
      const failure = report(host.viewing, error);
      this.problem = { tone: 'bad', text: explain(host.viewing, failure), reference: failure.requestId };
    } finally {
      this.isBusy = false;
      host.viewing.changed();
    }
  }

  async confirm(slot: SlotView, entry: RosterEntry): Promise<void> {
    const { viewing, say, nameOf } = this.host;
    if (this.busyIds.has(entry.id)) return;
    this.busyIds = new Set([...this.busyIds, entry.id]);
    viewing.changed();
    try {
      await viewing.client?.api.confirm(slot.id, entry.id);
      say(viewing.text('saidConfirmed', { name: nameOf(entry) }), slot.id);
    } catch (error) {
      const failure = report(viewing, error);
      say(explain(viewing, failure), slot.id, failure);
    } finally {
      this.busyIds = new Set([...this.busyIds].filter((id) => id !== entry.id));
      viewing.changed();
    }
  }

  async #decline(slot: SlotView, entry: RosterEntry): Promise<void> {
    const { viewing, say, nameOf } = this.host;
    await viewing.client?.api.decline(slot.id, entry.id, this.message.trim());
    say(viewing.text('saidDeclined', { name: nameOf(entry) }), slot.id);
  }

  async #delete(slot: SlotView): Promise<void> {
    const { viewing, say, tell } = this.host;
    const message = this.message.trim();
    const { booked, waiting } = this.kit.peopleIn(this.reached(this.scope));
    const done = await viewing.client?.api.remove(slot.id, this.scope, booked + waiting ? message : '');
    const { deleted = 0, cancelled = 0 } = done ?? {};
    const said = [
      deleted && viewing.text('saidDeleted', { count: deleted }),
      cancelled && viewing.text('saidCalledOff', { count: cancelled }),
    ];
    say(said.filter(Boolean).join(' '));
    tell(new SlotDeletedEvent(slot, deleted, cancelled));
  }
}
