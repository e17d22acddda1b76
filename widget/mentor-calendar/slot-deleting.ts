import type { Deleted, DeleteScope, SlotView } from '@mentor-slots/contract';
import { slotStatus } from '@mentor-slots/contract/rules';
import type { Stage } from '../element/stage.ts';
import type { Said } from '../look/note-line.ts';

/** What the dialog needs of the element. */
export interface DeletingHost {
  stage: Pick<Stage, 'client' | 'now' | 'text' | 'explain' | 'report' | 'changed'>;
  slots(): readonly SlotView[];
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
    this.host.stage.changed();
  }

  close(): void {
    this.slot = null;
    this.host.stage.changed();
  }

  choose(scope: DeleteScope): void {
    this.scope = scope;
    this.host.stage.changed();
  }

  /** The sessions that a scope takes away: those of the series that are not over or called off already. */
  affected(scope: DeleteScope): readonly SlotView[] {
    const { slot, host } = this;
    if (!slot) return [];
    if (scope === 'this' || !slot.seriesId) return [host.slots().find((one) => one.id === slot.id) ?? slot];
    return host.slots().filter((one) => {
      const status = slotStatus({ ...one, cancelled: one.status === 'cancelled' }, host.stage.now);
      if (one.seriesId !== slot.seriesId || status === 'completed' || status === 'cancelled') return false;
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
    const client = host.stage.client;
    if (!slot || !client || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    host.stage.changed();
    try {
      const done = await client.request<Deleted>('DELETE', `/${slot.id}?scope=${scope}`);
      if (this.slot === slot) this.slot = null;
      host.deleted(slot, done);
    } catch (error) {
      const failure = host.stage.report(error);
      this.problem = { tone: 'bad', text: host.stage.explain(failure), reference: failure.requestId };
    } finally {
      this.isBusy = false;
      host.stage.changed();
    }
  }
}
