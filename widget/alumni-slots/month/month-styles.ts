import { css } from 'lit';

export const slotsMonthStyles = css`
  .split { padding-top: 14px; }
  .marks { display: flex; flex-wrap: wrap; gap: 1px 7px; margin-top: 3px; }
  .mark { display: inline-flex; align-items: center; gap: 5px; min-width: 0; max-width: 100%; font-size: 12px; font-weight: 600; line-height: 17px; font-variant-numeric: tabular-nums; }
  .mark .wide { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  /* Days as wide as they are here, beside the chosen one or above it. */
  .split > :first-child { container-type: inline-size; }
  .mark .pip { flex: none; }
  .pip.held { border-radius: 1px; border-color: var(--_warn); background: var(--_warn); }
  /* Neither free nor full: a line. */
  .off { flex: none; width: 9px; border-top: 2px solid var(--_ink-2); }
  td[aria-disabled] { background: none; cursor: default; }
  [aria-disabled] .number { font-weight: 500; color: var(--_ink-2); }
  td[aria-disabled]:hover { border-color: transparent; }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 16px; margin-top: 6px; }
  .legend span { display: inline-flex; align-items: center; gap: 6px; }
  .panel { margin-top: 16px; padding-top: 14px; border-top: 1px solid var(--_line); }
  .panel h3 { font-size: 17px; line-height: 1.3; font-weight: 650; }
  .panel p { margin-top: 6px; }
  @container (min-width: 800px) {
    .split { display: grid; grid-template-columns: minmax(0, 6fr) minmax(0, 5fr); gap: 30px; }
    .panel { margin: 0; padding: 4px 0 0; border: 0; }
  }
  @container (max-width: 600px) {
    .mark .wide { display: none; }
    .mark .narrow { display: inline; }
  }
  @container (max-width: 480px) {
    .marks { justify-content: center; gap: 0 5px; margin-top: 2px; }
    .mark { gap: 3px; line-height: 14px; }
  }
  @media print {
    .split { display: block; }
    .head button { display: none; }
  }
`;
