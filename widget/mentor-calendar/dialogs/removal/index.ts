/** What ends sessions and settles requests, with its questions: a file of its own that the calendar fetches on use. */
import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit, Tool } from '../dialogs.ts';
import { removalDialog } from './dialog.ts';
import { SlotRemoval } from './state.ts';

export interface Removal extends Tool {
  /** Bookings that are being confirmed. */
  readonly busyIds: ReadonlySet<string>;
  askDelete(slot: SlotView): void;
  settle(slot: SlotView, entry: RosterEntry, decision: 'confirm' | 'decline'): void;
}

export function create(host: CalendarHost, kit: Kit): Removal {
  const removal = new SlotRemoval(host, kit);
  return {
    get busyIds() {
      return removal.busyIds;
    },
    askDelete: (slot) => removal.open(slot, null),
    settle: (slot, entry, decision) =>
      decision === 'decline' ? removal.open(slot, entry) : void removal.confirm(slot, entry),
    render: (context) => removalDialog(removal, kit, context),
  };
}
