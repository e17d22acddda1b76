import { css } from 'lit';
import { dialogStyles as frameStyles } from '../../look/dialog.ts';
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

/** What all dialogs of the calendar are drawn with. */
export const dialogStyles = [frameStyles, fieldStyles, dateListStyles];
