/** Adding times from the month itself, on one day or on several: a file of its own that the calendar fetches on use. */
import { css, html } from 'lit';
import type { Day } from '../../../calendar/dates.ts';
import { dayName } from '../../../calendar/format.ts';
import type { CalendarContext } from '../../context.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit, Tool } from '../dialogs.ts';
import { DayRange } from './day-range.ts';
import { quickDialog } from './dialog.ts';
import { QuickAdding } from './state.ts';

export const styles = [
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

export interface QuickAdd extends Tool {
  /** The days that are being chosen. */
  readonly picked: readonly Day[];
}

export function create(host: CalendarHost, kit: Kit): QuickAdd {
  let context: CalendarContext | null = null;
  const range = new DayRange({
    root: host.root,
    context: () => context,
    changed: () => host.viewing.changed(),
    open: (days) => adding.open(days),
  });
  const adding = new QuickAdding(host, kit, () => range.clear());
  return {
    get picked() {
      return range.days;
    },
    render(now) {
      context = now;
      const [first] = range.days;
      const last = range.days.at(-1);
      const name = (day: Day) => dayName(now.viewer.locale, day, 'short');
      const said =
        first && last && first !== last && !adding.days.length
          ? now.text('quickPicked', { count: range.days.length, first: name(first), last: name(last) })
          : '';
      return html`<p class="unseen" role="status">${said}</p>${quickDialog(adding, kit, now)}`;
    },
  };
}
