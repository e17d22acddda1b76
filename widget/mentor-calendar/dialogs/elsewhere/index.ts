/** The calendars that an alumnus keeps elsewhere, by which the service knows when they are busy. */
import { css } from 'lit';
import type { Dialog, DialogContext } from '../dialog-context.ts';
import { dialogStyles } from '../styles.ts';
import { elsewhereDialog } from './dialog.ts';
import { Elsewhere } from './state.ts';

export const styles = [
  ...dialogStyles,
  css`
    .calendars-elsewhere { width: min(600px, calc(100vw - 24px)); }
    .calendar { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr) auto; gap: 10px; align-items: end; }
    .calendar .icon { min-height: 42px; }
    .calendars-elsewhere [data-action] { margin: 8px 0 0 -8px; }
    .calendars-elsewhere .muted + .muted { margin-top: 6px; }
    .calendars-elsewhere .told { flex: 1 0 100%; }
    .saved { font-weight: 600; }
    @media (max-width: 480px) {
      .calendar { grid-template-columns: minmax(0, 1fr) auto; }
      .calendar .field:first-child { grid-column: 1 / -1; }
    }
  `,
];

export interface ElsewhereDialog extends Dialog {
  open(): void;
}

export function create(context: DialogContext): ElsewhereDialog {
  const elsewhere = new Elsewhere(context);
  return { open: () => elsewhere.open(), render: () => elsewhereDialog(elsewhere, context.viewing) };
}
