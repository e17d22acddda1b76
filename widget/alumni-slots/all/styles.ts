import { css } from 'lit';

/** The search above everybody's sessions, and what stands below them. */
export const allStyles = css`
  .search { display: grid; gap: 8px; padding-bottom: 10px; }
  .words { position: relative; display: grid; }
  .words input {
    font: inherit; font-size: 16px; color: inherit; background: var(--_surface); border: 1px solid var(--_line-2); border-radius: var(--_r-s);
    min-height: 44px; width: 100%; min-width: 0; box-sizing: border-box; margin: 0; padding: 8px 44px 8px 38px; appearance: none;
  }
  .words input:dir(rtl) { padding: 8px 38px 8px 44px; }
  .words input::placeholder { color: var(--_ink-2); opacity: 1; }
  .words input::-webkit-search-cancel-button { display: none; }
  .glass { position: absolute; inset-inline-start: 11px; top: 13px; width: 18px; height: 18px; fill: none; stroke: var(--_ink-2); stroke-width: 1.8; stroke-linecap: round; pointer-events: none; }
  .glass:dir(rtl) { transform: scaleX(-1); }
  .clear { position: absolute; inset-inline-end: 2px; top: 2px; width: 40px; height: 40px; display: grid; place-items: center; border-radius: var(--_r-s); }
  .clear:hover { background: var(--_surface-2); }
  .search .line { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .filters { display: flex; flex-wrap: wrap; gap: 8px; }
  .filters .btn { gap: 5px; }
  .filters [aria-pressed='true'] { background: var(--_accent-soft); border-color: var(--_accent); color: var(--_accent); }
  .found { margin-top: 10px; font-size: 13px; color: var(--_ink-2); min-height: 20px; }
  .results { position: relative; min-height: 290px; }
  .results .answers { justify-content: center; }
  .more { padding: 14px 0 4px; display: grid; justify-items: center; }
  .mentor { display: inline; padding-block: 2px; font-weight: 600; color: var(--_ink); }
  .top .zone { padding: 0; }
  @container (max-width: 480px) {
    .filters .btn { flex: 1 1 auto; min-height: 40px; }
    .more .btn { width: 100%; }
  }
  @media (forced-colors: active) {
    .filters [aria-pressed='true'] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  }
  @media print {
    .search { display: none; }
  }
`;
