import { css } from 'lit';

/** Past sessions, what opens under one, and "How was it?". */
export const pastStyles = css`
  .past .slot.over { display: block; }
  .past .slot .time { white-space: normal; }
  .past .toggle { margin-top: 6px; }
  .past > .btn { margin-top: 8px; }
  .record { display: grid; gap: 16px; margin-top: 10px; padding-top: 12px; border-top: 1px solid var(--_line); font-size: 14px; }
  .slot > .record { flex: 1 1 100%; min-width: 0; }
  .record .part { display: grid; gap: 6px; min-width: 0; }
  .record p { margin: 0; overflow-wrap: anywhere; }
  .feedback, .feedback form { display: grid; gap: 8px; min-width: 0; }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
  legend { padding: 0; font-size: 13px; font-weight: 600; }
  .stars { display: flex; flex-wrap: wrap; align-items: center; margin-inline-start: -6px; }
  .stars label { position: relative; display: grid; place-items: center; width: 44px; height: 44px; border-radius: var(--_r-s); }
  .stars input { appearance: none; position: absolute; inset: 0; height: 100%; min-height: 0; padding: 0; border: 0; background: none; border-radius: inherit; cursor: pointer; }
  .stars input:focus-visible { outline-offset: -3px; }
  .star { width: 28px; height: 28px; pointer-events: none; position: relative; }
  .stars label.on .star { fill: currentColor; }
  .stars input:hover + .star { stroke-width: 2.25; }
  .chosen { margin-inline-start: 8px; font-weight: 600; }
  .star-row { width: 90px; height: 18px; }
  .given { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; font-weight: 600; }
  .feedback blockquote { white-space: pre-line; }
  .feedback .buttons { display: flex; flex-wrap: wrap; gap: 6px 10px; }
  @media print {
    .feedback form, .feedback .buttons { display: none; }
  }
`;
