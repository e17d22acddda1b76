/** Copying a day or a week to others. */
import { css } from 'lit';
import type { Day } from '../../../calendar/dates.ts';
import type { Dialog, DialogContext } from '../dialog-context.ts';
import { dialogStyles } from '../styles.ts';
import { copyDialog } from './dialog.ts';
import { Copying } from './state.ts';

export const styles = [
  ...dialogStyles,
  css`
    .another { display: flex; align-items: end; gap: 10px; margin-top: 12px; }
    .another .field { flex: 1; }
    .copy .preview { margin-top: 14px; }
    .copy .preview .dates { grid-template-columns: 1fr; gap: 4px; }
    .another .btn { min-height: 42px; }
  `,
];

export interface CopyDialog extends Dialog {
  /** Asks what of a day's or its week's sessions to copy, and where to. */
  open(day: Day): void;
}

export function create(context: DialogContext): CopyDialog {
  const copying = new Copying(context);
  return {
    open: (day) => copying.open(day),
    render: () => copyDialog(copying, context.viewing),
  };
}
