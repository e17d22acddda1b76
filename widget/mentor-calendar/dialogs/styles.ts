import { css } from 'lit';

export const dialogStyles = css`
  .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr)); gap: 14px; margin-top: 14px; }
  .wide { grid-column: 1 / -1; }
  .cell { display: grid; gap: 5px; align-content: start; min-width: 0; }
  .hint { color: var(--_ink-2); font-weight: 400; font-size: 13px; }
  input[type='checkbox'], input[type='radio'] { width: 20px; height: 20px; min-height: 0; margin: 0; accent-color: var(--_accent); flex: none; }
  [aria-invalid='true'] { border-color: var(--_bad); box-shadow: inset 0 0 0 1px var(--_bad); }
  .wrong { color: var(--_bad); font-weight: 500; font-size: 13px; }
  .tick { display: flex; align-items: center; gap: 10px; min-height: 28px; font-size: 14px; font-weight: 500; }
  dialog .row .icon { margin: -6px -6px -6px 0; }
  .preview { grid-column: 1 / -1; }
  .preview:empty { display: none; }
  .preview .chip { display: inline-block; max-width: min(100%, 24ch); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
  .preview[aria-busy='true'] .dates { opacity: 0.6; }
  .dates { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr)); gap: 2px 14px; max-height: 236px; overflow: auto; margin-top: 8px; padding: 3px; }
  .dates .tick { align-items: start; padding-block: 3px; }
  .preview p { margin-top: 2px; }
  fieldset { border: 0; margin: 14px 0 0; padding: 0; display: grid; gap: 6px; min-width: 0; }
  legend { font-weight: 600; font-size: 14px; padding: 0 0 6px; }
  .message { margin-top: 14px; }
  #delete-body { display: grid; gap: 4px; }
  .slot-form { scroll-padding-bottom: 90px; padding-bottom: 0; }
  .slot-form .buttons { position: sticky; bottom: 0; margin: 18px -22px 0; padding: 12px 22px 18px; background: var(--_surface); border-top: 1px solid var(--_line); }
  .note ul { flex-basis: 100%; margin-top: 4px; list-style: disc; padding-inline-start: 18px; }
  @media (max-width: 480px) {
    .slot-form .buttons { margin-inline: -16px; padding: 10px 16px 14px; }
    .slot-form .buttons .btn { flex: 1 1 auto; }
  }
`;
