/** The form to add sessions, and to edit them. */
import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../../../calendar/dates.ts';
import type { DialogContext } from '../dialog-context.ts';
import type { Dialog } from '../lazy-dialog.ts';
import { dialogStyles } from '../styles.ts';
import { editDialog } from './dialog.ts';
import { draftOf, type FormDraft, newDraft } from './draft.ts';
import { SlotEditing } from './state.ts';
import { editStyles } from './styles.ts';

export const styles = [dialogStyles, editStyles];

export interface EditDialog extends Dialog {
  /** Opens the form for a new session. With `fields` it is filled in so, and what was typed before is forgotten. */
  add(day: Day, fields?: Partial<FormDraft>): void;
  edit(slot: SlotView): void;
}

export function create(context: DialogContext): EditDialog {
  const { viewing } = context;
  const editing = new SlotEditing(context);
  return {
    add: (day, fields) => {
      if (fields) editing.discard();
      editing.open(null, { ...newDraft(day, viewing.viewer.timeZone, viewing.now), ...fields });
    },
    edit: (slot) => editing.open(slot, draftOf(slot)),
    render: () => editDialog(editing, viewing),
  };
}
