/** What ends sessions and settles requests, with the questions before. */
import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import type { Decision, NoticePlace } from '../../context/calendar-context.ts';
import type { Dialog, DialogContext } from '../dialog-context.ts';
import { dialogStyles } from '../styles.ts';
import { removalDialog } from './dialog.ts';
import { SlotRemoval } from './state.ts';
import { removalStyles } from './styles.ts';

export const styles = [...dialogStyles, removalStyles];

export interface RemovalDialog extends Dialog {
  /** Is this booking being confirmed? */
  isBusy(bookingId: string): boolean;
  askDelete(slot: SlotView): void;
  settle(slot: SlotView, entry: RosterEntry, decision: Decision, place: NoticePlace): void;
}

export function create(context: DialogContext): RemovalDialog {
  const removal = new SlotRemoval(context);
  return {
    isBusy: (bookingId) => removal.isConfirming(bookingId),
    askDelete: (slot) => removal.open(slot, null),
    settle: (slot, entry, decision, place) =>
      decision === 'decline' ? removal.open(slot, entry, place) : void removal.confirm(slot, entry, place),
    render: () => removalDialog(removal, context.viewing),
  };
}
