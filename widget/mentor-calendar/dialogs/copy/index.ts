/** Copying a day or a week to others: a file of its own that the calendar fetches on use. */
import { css } from 'lit';
import type { CalendarContext } from '../../context.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit, Tool } from '../dialogs.ts';
import { copyDialog } from './dialog.ts';
import { Copying } from './state.ts';

export const styles = [
  css`
    .another { display: flex; align-items: end; gap: 10px; margin-top: 12px; }
    .another .field { flex: 1; }
    .another .btn { min-height: 42px; }
  `,
];

export interface Planning extends Tool {
  /** Asks what of the chosen day's or its week's sessions to copy, and where to. */
  copy(context: Pick<CalendarContext, 'selected' | 'today'>): void;
}

export function create(host: CalendarHost, kit: Kit): Planning {
  const copying = new Copying(host, kit);
  return {
    copy: ({ selected, today }) => copying.open(selected, today),
    render: (context) => copyDialog(copying, kit, context),
  };
}
