import { css } from 'lit';

export const movingStyles = css`
  .moving h4 { margin-top: 14px; font-size: 14px; font-weight: 650; }
  .choice { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; padding: 10px 0; }
  .choice + .choice { border-top: 1px solid var(--_line); }
  .choice .about { text-align: -webkit-match-parent; text-align: match-parent; }
  .moving [part='empty'] { margin-bottom: 6px; }
  .choice .seats { margin-top: 3px; }
  .choice .said { flex: 1 1 100%; }
  .choice .note { margin-top: 4px; }
`;
