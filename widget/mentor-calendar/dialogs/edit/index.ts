/** The form to add and to edit: a file of its own that the calendar fetches when somebody is about to use it. */
import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../../../calendar/dates.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit, Tool } from '../dialogs.ts';
import { slotForm } from './dialog.ts';
import { draftOf, type FormDraft, newDraft } from './draft.ts';
import { SlotEditing } from './state.ts';

export interface Form extends Tool {
  add(day: Day, timeZone: string, fields?: Partial<FormDraft>): void;
  edit(slot: SlotView): void;
}

export function create(host: CalendarHost, kit: Kit): Form {
  const editing = new SlotEditing(host, kit);
  return {
    add: (day, timeZone, fields) => {
      if (fields) editing.discard();
      editing.open(null, { ...newDraft(day, timeZone, host.viewing.now), ...fields });
    },
    edit: (slot) => editing.open(slot, draftOf(slot)),
    render: (context) => slotForm(editing, kit, context),
  };
}
