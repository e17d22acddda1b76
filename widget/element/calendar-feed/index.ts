/** "Subscribe in your calendar", of both elements. A file of its own, fetched once somebody presses that. */
import { css } from 'lit';
import { dialogStyles } from '../../look/dialog/dialog.ts';
import type { Viewing } from '../viewing.ts';
import { feedDialog } from './dialog.ts';
import { FeedChoice } from './state.ts';

export const styles = [
  dialogStyles,
  css`
    .feed div > p + *, .feed div > * + p { margin-top: 10px; }
    .feed [role='status']:not(:empty) { margin-top: 10px; font-weight: 600; }
    .takers { display: flex; flex-wrap: wrap; gap: 8px; }
    .takers .btn { text-decoration: none; }
    .address { display: flex; align-items: end; gap: 10px; margin-top: 14px; }
    .address .field { flex: 1; min-width: 0; }
    .address .btn { min-height: 42px; }
  `,
];

export interface FeedDialog {
  open(): void;
  render(): unknown;
}

export function create({ viewing }: { viewing: Viewing }): FeedDialog {
  const choice = new FeedChoice(viewing);
  return { open: () => choice.open(), render: () => feedDialog(choice, viewing) };
}
