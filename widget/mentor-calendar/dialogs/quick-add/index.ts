/** Adding times from the month itself, on one day or on several. */
import { css, html } from 'lit';
import type { Day } from '../../../calendar/dates.ts';
import { dayName } from '../../../calendar/format.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import type { Dialog, DialogContext } from '../dialog-context.ts';
import { dialogStyles } from '../styles.ts';
import { DayRange } from './day-range.ts';
import { quickDialog } from './dialog.ts';
import { QuickAdding } from './state.ts';

export const styles = [
  ...dialogStyles,
  css`
    .plus { display: none; position: absolute; inset-block-end: 3px; inset-inline-end: 3px; width: 26px; height: 26px; border-radius: 6px; background: var(--_accent); color: var(--_accent-ink); font-size: 18px; line-height: 25px; text-align: center; font-weight: 600; }
    .plus::before { content: '+'; }
    td.day:focus-visible .plus { display: block; }
    @media (hover: hover) { td.day:hover .plus { display: block; } }
    @container (max-width: 480px) {
      /* Below the number, which it would cover. */
      .plus { inset: auto 0 0; width: auto; height: 20px; border-radius: 0; font-size: 16px; line-height: 19px; }
    }
    td.picked { background: var(--_accent-soft) !important; border-color: var(--_accent) !important; }
    .quick { width: min(480px, calc(100vw - 24px)); }
    .fields.three { grid-template-columns: 1fr 1fr 5em; }
    .quick .buttons { align-items: center; }
    @media (max-width: 480px) {
      .fields.three { grid-template-columns: 1fr 1fr; }
      .quick .buttons .grow { display: none; }
    }
    @media (forced-colors: active) {
      td.picked { outline: 2px dashed Highlight; outline-offset: -4px; }
      .plus { border: 1px solid ButtonText; }
    }
  `,
];

export interface QuickAddDialog extends Dialog {
  /** The days that are being chosen. */
  readonly picked: readonly Day[];
}

export function create(context: DialogContext): QuickAddDialog {
  const { viewing } = context;
  const range = new DayRange(context, (days) => adding.open(days));
  const adding = new QuickAdding(context, () => range.clear());
  return {
    get picked() {
      return range.days;
    },
    render: () =>
      html`<p class="unseen" role="status">${adding.days.length ? '' : pickedWords(range.days, viewing)}</p>
        ${quickDialog(adding, viewing)}`,
  };
}

/** Tells which days are being chosen, for those who do not see it. */
function pickedWords(days: readonly Day[], { text, viewer }: CalendarViewing): string {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last || first === last) return '';
  const name = (day: Day) => dayName(viewer.locale, day, 'short');
  return text('quickPicked', { count: days.length, first: name(first), last: name(last) });
}
