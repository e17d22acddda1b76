/**
 * The calendar's dialogs: to add, to edit and to delete. A file of its own that the calendar fetches once it shows a
 * month: students, who are most of those who load the elements, never need it.
 */
import type { SlotView } from '@mentor-slots/contract';
import { html, type TemplateResult } from 'lit';
import type { Day } from '../calendar/dates.ts';
import type { CalendarContext } from './calendar-context.ts';
import { deleteDialog } from './delete-dialog.ts';
import { dialogStyles } from './dialog-styles.ts';
import { draftOf, newDraft } from './form-draft.ts';
import { type DeletingHost, SlotDeleting } from './slot-deleting.ts';
import { type EditingHost, SlotEditing } from './slot-editing.ts';
import { slotForm } from './slot-form.ts';

export const styles = [dialogStyles];

/** What the dialogs need of the element, and what they tell it once the service has agreed. */
export type DialogsHost = EditingHost & DeletingHost;

export interface Dialogs {
  add(day: Day, timeZone: string): void;
  edit(slot: SlotView): void;
  askDelete(slot: SlotView): void;
  render(context: CalendarContext): TemplateResult;
}

export function createDialogs(host: DialogsHost): Dialogs {
  const editing = new SlotEditing(host);
  const deleting = new SlotDeleting(host);
  return {
    add: (day, timeZone) => editing.open(null, newDraft(day, timeZone, host.stage.now)),
    edit: (slot) => editing.open(slot, draftOf(slot)),
    askDelete: (slot) => deleting.open(slot),
    render: (context) => html`${slotForm(editing, context)}${deleteDialog(deleting, context)}`,
  };
}
