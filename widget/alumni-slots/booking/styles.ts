import { css } from 'lit';

export const bookingStyles = css`
  .details {
    margin-top: 10px; padding-top: 10px; border-top: 1px solid var(--_line); font-size: 14px; display: grid; gap: 10px;
  }
  .details p, dl, dd { margin: 0; }
  dl { display: grid; gap: 4px; }
  dl div { display: grid; grid-template-columns: minmax(72px, 25%) minmax(0, 1fr); gap: 12px; }
  dt, .details p { color: var(--_ink-2); }
  dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  .details small { font-size: 12.5px; font-weight: 400; }
  .choices { flex: 1 1 100%; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 8px; }
  .choices > span { flex: 1 1 100%; }
  /* The note is read, and written, before what sends it. */
  .slot:has([data-action='note']) .cta { flex-basis: 100%; margin-top: 8px; }
  .note .btn { color: var(--_ink); }
`;

export const addToCalendarStyles = css`
  .calendars { display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 2px 0 0; list-style: none; font-size: 14px; }
  .calendars > :last-child { flex-basis: 100%; }
  @media print { .to-calendar { display: none; } }
`;
