import type { Deleted, DeleteScope, SlotView } from '@mentor-slots/contract';
import type { Failure } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { Said } from '../look/note-line.ts';
import { kindOf } from './session-kind.ts';

/** What the dialog needs of the element. */
export interface DeletingHost {
  client(): SlotClient | null;
  slots(): readonly SlotView[];
  now(): number;
  explain(failure: Failure): string;
  report(error: unknown): Failure;
  changed(): void;
  deleted(slot: SlotView, done: Deleted): void;
}

/** The question before deleting, while it is open. */
export class SlotDeleting {
  slot: SlotView | null = null;
  scope: DeleteScope = 'this';
  isBusy = false;
  problem: Said | null = null;

  constructor(private readonly host: DeletingHost) {}

  open(slot: SlotView): void {
    this.slot = slot;
    this.scope = 'this';
    this.problem = null;
    this.host.changed();
  }

  close(): void {
    this.slot = null;
    this.host.changed();
  }

  choose(scope: DeleteScope): void {
    this.scope = scope;
    this.host.changed();
  }

  /** The sessions that a scope takes away: those of the series that are not over or called off already. */
  affected(scope: DeleteScope): readonly SlotView[] {
    const { slot, host } = this;
    if (!slot) return [];
    if (scope === 'this' || !slot.seriesId) return [host.slots().find((one) => one.id === slot.id) ?? slot];
    return host.slots().filter((one) => {
      const kind = kindOf(one, host.now());
      if (one.seriesId !== slot.seriesId || kind === 'over' || kind === 'called-off') return false;
      return scope === 'series' || one.startsAt >= slot.startsAt;
    });
  }

  /** How many people would be told. */
  told(): number {
    const people = this.affected(this.scope).flatMap((slot) => slot.bookings ?? []);
    return new Set(people.map((entry) => entry.studentId)).size;
  }

  async confirm(): Promise<void> {
    const { slot, scope, host } = this;
    const client = host.client();
    if (!slot || !client || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    host.changed();
    try {
      const done = await client.deleteSlot(slot.id, scope);
      if (this.slot === slot) this.slot = null;
      host.deleted(slot, done);
    } catch (error) {
      const failure = host.report(error);
      this.problem = { tone: 'bad', text: host.explain(failure), reference: failure.requestId };
    } finally {
      this.isBusy = false;
      host.changed();
    }
  }
}
