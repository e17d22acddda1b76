import { css } from 'lit';

/** What stands above the sessions, and the one line of `compact`. */
export const slotsStyles = css`
  .top { display: grid; justify-items: start; padding-bottom: 10px; border-bottom: 1px solid var(--_line); }
  .top .zone { justify-self: stretch; }
  .ways { display: flex; flex-wrap: wrap; gap: 0 16px; font-size: 13px; }
  .past { border-top: 1px solid var(--_line); margin-top: 12px; padding-top: 10px; }
  .past h3 { font-size: 16px; }
  .compact { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; min-height: var(--mentor-min-height, 20px); }
  .line, .answers { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
  .compact > .ended, .compact > .note { flex: 1 1 100%; margin: 4px 0 2px; }
  .line > .about { flex: 1 1 7em; max-width: max-content; margin: 0; -webkit-line-clamp: 1; }
  .line:focus-visible { outline-offset: 1px; }
  .ended { color: var(--_ink-2); }
  @container (max-width: 480px) {
    .zone { column-gap: 7px; }
  }
  @media print {
    /* Paper is white, whatever the theme. */
    .base { color-scheme: light !important; }
    .link, .zone .dot { display: none; }
  }
`;
