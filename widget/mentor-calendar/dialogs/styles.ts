import { css } from 'lit';
import { dialogStyles as frameStyles } from '../../look/dialog/dialog.ts';
import { dateListStyles } from './date-list.ts';

/** What the calendar's dialogs share: fields, and what is ticked. */
const fieldStyles = css`
  .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr)); gap: 14px; margin-top: 14px; }
  .wide { grid-column: 1 / -1; }
  .cell { display: grid; gap: 5px; align-content: start; min-width: 0; }
  .hint { color: var(--_ink-2); font-weight: 400; font-size: 13px; }
  input[type='checkbox'], input[type='radio'] { width: 20px; height: 20px; min-height: 0; margin: 0; accent-color: var(--_accent); flex: none; }
  [aria-invalid='true'] { border-color: var(--_bad); box-shadow: inset 0 0 0 1px var(--_bad); }
  .wrong { color: var(--_bad); font-weight: 500; font-size: 13px; }
  .tick { display: flex; align-items: center; gap: 10px; min-height: 28px; font-size: 14px; font-weight: 500; }
  fieldset { border: 0; margin: 14px 0 0; padding: 0; display: grid; gap: 6px; min-width: 0; }
  legend { font-weight: 600; font-size: 14px; padding: 0 0 6px; }
  .preview { grid-column: 1 / -1; }
  .preview:empty { display: none; }
  .preview .chip { display: inline-block; max-width: min(100%, 24ch); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
  .preview[aria-busy='true'] .scrolled { opacity: 0.6; }
  .preview p { margin-top: 2px; }
  .note ul { flex-basis: 100%; margin-top: 4px; list-style: disc; padding-inline-start: 18px; }
`;

/** Dialogs that may be longer than the window: their buttons stay in view. */
const longStyles = css`
  .long { scroll-padding-bottom: 90px; padding-bottom: 0; }
  .long .buttons { position: sticky; bottom: 0; margin: 18px -22px 0; padding: 12px 22px 18px; background: var(--_surface); border-top: 1px solid var(--_line); }
  @media (max-width: 480px) {
    .long .buttons { margin-inline: -16px; padding: 10px 16px 14px; }
    .long .buttons .btn { flex: 1 1 auto; }
  }
`;

/** What all dialogs of the calendar are drawn with. */
export const dialogStyles = [frameStyles, fieldStyles, longStyles, dateListStyles];
