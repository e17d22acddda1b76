import type { Day } from '../calendar/dates.ts';
import { onFirstTouch } from '../element/first-touch.ts';
import type { CalendarActions } from './context/calendar-context.ts';
import type { AfterSessions } from './day/after/index.ts';
import type { Dialog, DialogContext } from './dialogs/dialog-context.ts';
import { LazyDialog } from './lazy-dialog.ts';

/** The dialogs of the calendar: what opens each, what draws them, and what the calendar shows of them. */
export interface CalendarDialogs extends CalendarActions, Dialog, Pick<DialogContext, 'compose'> {
  /** Days that are being chosen together. */
  readonly picked: readonly Day[];
  /** Is this booking being confirmed? */
  isBusy(bookingId: string): boolean;
  /** What draws sessions that have begun; null until it has been fetched. */
  readonly after: AfterSessions | null;
  /** There is such a session. */
  wantAfter(): void;
}

/**
 * Makes the dialogs. Each is a file of its own, which is fetched when somebody first points at the calendar: so whoever only looks fetches none
 * of them, and a press finds them there.
 */
export function createDialogs(context: DialogContext): CalendarDialogs {
  const edit = new LazyDialog(context, () => import('./dialogs/edit/index.ts'));
  const removal = new LazyDialog(context, () => import('./dialogs/removal/index.ts'));
  const copy = new LazyDialog(context, () => import('./dialogs/copy/index.ts'));
  const quickAdd = new LazyDialog(context, () => import('./dialogs/quick-add/index.ts'));
  const prefetched = [edit, removal, copy, quickAdd];
  const after = new LazyDialog(context, () => import('./day/after/index.ts'));
  // Used once in a while: fetched when they are asked for.
  const feed = new LazyDialog(context, () => import('../element/calendar-feed/index.ts'));
  const elsewhere = new LazyDialog(context, () => import('./dialogs/elsewhere/index.ts'));

  onFirstTouch(context.viewing.element, () => {
    for (const one of prefetched) void one.prefetch();
  });

  /** Takes away the last notice, and asks the dialog as soon as its file is here. */
  function press<D extends Dialog>(lazy: LazyDialog<D>, ask: (dialog: D) => void): void {
    context.clearNotice();
    void lazy.use(ask);
  }

  return {
    add: (day) => press(edit, (dialog) => dialog.add(day)),
    edit: (slot) => press(edit, (dialog) => dialog.edit(slot)),
    askDelete: (slot) => press(removal, (dialog) => dialog.askDelete(slot)),
    settle: (...request) => press(removal, (dialog) => dialog.settle(...request)),
    copy: (day) => press(copy, (dialog) => dialog.open(day)),
    subscribe: () => press(feed, (dialog) => dialog.open()),
    nameCalendars: () => press(elsewhere, (dialog) => dialog.open()),
    compose: (times) => void edit.use((dialog) => dialog.compose(times)),
    get picked() {
      return quickAdd.dialog?.picked ?? [];
    },
    isBusy: (bookingId) => removal.dialog?.isBusy(bookingId) ?? false,
    get after() {
      return after.dialog;
    },
    wantAfter: () => void after.prefetch(),
    render: () => [...prefetched, after, feed, elsewhere].map(({ dialog }) => dialog?.render()),
  };
}
