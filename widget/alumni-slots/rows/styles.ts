import { css } from 'lit';

/** Days and their rows. Sizes in px: the host page may set any root size. */
export const rowStyles = css`
  .narrow { display: none; }
  ul { min-width: 0; }
  .group { display: grid; grid-template-columns: 64px minmax(0, 1fr); column-gap: 16px; }
  .group + .group { border-top: 1px solid var(--_line); margin-top: 4px; padding-top: 4px; }
  .date { margin: 0; padding-top: 14px; font-size: 12.5px; font-weight: 400; line-height: 1.15; color: var(--_ink-2); align-self: start; }
  .date b { display: block; font-size: 24px; font-weight: 650; letter-spacing: -0.02em; color: var(--_ink); font-variant-numeric: tabular-nums; }

  .slot { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 14px 0; }
  .slot + .slot:not(.mine, .mine + .slot) { border-top: 1px solid var(--_line); }
  .what { flex: 1; min-width: 0; }
  .headline { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: baseline; }
  .called-off .time { text-decoration: line-through; color: var(--_ink-2); }
  .about { margin: 2px 0 0; font-size: 14px; color: var(--_ink-2); overflow-wrap: anywhere; white-space: pre-line; }
  .why { color: var(--_ink); }
  blockquote { margin: 4px 0 0; border-inline-start: 2px solid var(--_line-2); padding-inline-start: 10px; }
  .clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .slot .seats { margin-top: 5px; }
  .mine .count { color: var(--_ink); }
  .about b { font-weight: 600; color: var(--_ink); }
  .toggle { gap: 5px; text-decoration: none; }
  .toggle::after { content: ''; width: 5px; height: 5px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; rotate: 45deg; translate: 0 -1.5px; }
  .toggle[aria-expanded='true']::after { rotate: 225deg; translate: 0 1.5px; }
  .cta { display: flex; align-items: center; align-self: center; gap: 4px; }
  a.btn { text-decoration: none; }
  .open .cta { align-self: start; }
  .unsure { visibility: hidden; }
  .mine { background: var(--_accent-soft); border-radius: 12px; padding: 14px; margin: 8px 0; }
  .offered { background: var(--_warn-soft); border: 2px solid var(--_warn); padding: 12px; }
  .offered .why { font-weight: 600; font-variant-numeric: tabular-nums; }
  @media (forced-colors: none) {
    .mine .chip:not(.warn) { background: none; padding-inline: 0; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .slot { animation: arrive 160ms; }
  }
  @container (max-width: 480px) {
    .wide { display: none; }
    .narrow { display: inline; }
    .group { grid-template-columns: minmax(0, 1fr); }
    .date { padding-top: 14px; font-size: 17px; font-weight: 650; color: var(--_ink); }
    .slot { display: block; }
    .cta { margin-top: 10px; }
    .cta:empty { display: none; }
    .cta .btn { width: 100%; min-height: 44px; }
    .mine .cta:not(:has(.primary)) .btn { border-color: var(--_line-2); color: inherit; }
    .cta > a ~ .btn { width: auto; min-height: 36px; }
  }
  @media print {
    .slot { break-inside: avoid; }
    .cta { display: none; }
  }
`;
