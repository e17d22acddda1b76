import { css } from 'lit';

/** What stays of a session that has begun. */
export const afterStyles = css`
  h5 { font-size: 14px; line-height: 1.35; font-weight: 650; margin: 0; }
  .attendance { margin-top: 10px; }
  .attended svg, .absent svg { width: 15px; height: 15px; }
  .attended[aria-pressed='true'], .absent[aria-pressed='true'] { border: 2px solid; padding-inline: 9px; }
  .absent[aria-pressed='true'] { background: var(--_bad-soft) !important; color: var(--_bad) !important; }
  .for-oneself { flex: 1 0 100%; }
  .attendance .who { flex-basis: 100px; }
  .attendance .who .muted { display: block; font-size: 13px; }
  .record { margin-top: 6px; }
  .record > .link { gap: 6px; font-weight: 600; }
  .record > .link::before { content: '▸'; }
  .record > .link:dir(rtl)::before { content: '◂'; }
  .record > .link[aria-expanded='true']::before { content: '▾'; }
  .record > [role='group'] { margin-top: 12px; }
  .record > [role='group'] > * + * { margin-top: 6px; }
  .record .session-notes > * + * { margin-top: 0; }
  .private { flex: 1 0 100%; }
  :is(.notes, .private) > * + *, .notes form > * + * { margin-top: 8px; }
  .written { white-space: pre-line; overflow-wrap: anywhere; font-size: 14px; }
  .comments, .uploads { display: grid; gap: 6px; font-size: 14px; }
  .typed { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 10px; align-items: end; }
  .typed .field:first-of-type { grid-column: 1 / -1; }
  .typed .icon { min-height: 42px; }
  .typed .wrong { grid-column: 1 / -1; }
  .saving { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; justify-content: end; }
  .figures { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .figures .star-row { width: 80px; height: 16px; }
  progress { display: block; width: 100%; margin-top: 4px; accent-color: var(--_accent); height: 8px; }
  .drop { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; border: 1.5px dashed var(--_line-2); border-radius: var(--_r-s); padding: 10px 12px; }
  .drop.over { border-color: var(--_accent); background: var(--_accent-soft); }
  .drop .hint { flex: 1 1 180px; }
  .drop label { position: relative; cursor: pointer; }
  .drop label:focus-within { outline: 3px solid var(--_accent); outline-offset: 2px; }
  @container (max-width: 480px) {
    .attendance .settling { flex: 1 0 100%; }
    .attendance .settling .btn { flex: 1; min-height: 44px; }
  }
  @media (forced-colors: active) {
    .attended[aria-pressed='true'], .absent[aria-pressed='true'] { border: 3px solid Highlight; }
  }
`;
