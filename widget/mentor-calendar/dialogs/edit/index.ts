/** The form to add sessions, and to edit them. */
import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../../../calendar/dates.ts';
import type { Dialog, DialogContext, NewTimes } from '../dialog-context.ts';
import { dialogStyles } from '../styles.ts';
import { editDialog } from './dialog.ts';
import { composedDraft, draftOf, newDraft } from './draft.ts';
import { SlotEditing } from './state.ts';
import { editStyles } from './styles.ts';

export const styles = [...dialogStyles, editStyles];

export interface EditDialog extends Dialog {
  add(day: Day): void;
  /** Filled in so; what was typed before is forgotten. */
  compose(times: NewTimes): void;
  edit(slot: SlotView): void;
}

export function create(context: DialogContext): EditDialog {
  const { viewing } = context;
  const editing = new SlotEditing(context);
  // Whoever works on somebody's behalf adds by that person's clock, as far as their sessions tell it.
  const timeZone = () => (viewing.behalf && context.slots().at(-1)?.timeZone) ?? viewing.viewer.timeZone;
  return {
    add: (day) => editing.open(null, newDraft(day, timeZone(), viewing.now, context.slots())),
    compose: (times) => {
      editing.discard();
      editing.open(null, composedDraft(times, viewing.viewer.timeZone));
    },
    edit: (slot) => editing.open(slot, draftOf(slot)),
    render: () => editDialog(editing, viewing),
  };
}
