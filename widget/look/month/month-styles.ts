import { css } from 'lit';

export const monthStyles = css`
  .head { display: flex; align-items: center; gap: 6px; margin-bottom: 8px; }
  .head h3 { font-size: 20px; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
  .grow { flex: 1; }
  .icon { display: inline-grid; place-items: center; width: 36px; height: 36px; border-radius: var(--_r-s); color: var(--_ink-2); }
  .icon:hover { background: var(--_surface-2); color: var(--_ink); }
  .icon svg { width: 18px; height: 18px; }
  svg.line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
  table { border-collapse: separate; border-spacing: 4px; width: calc(100% + 4px); table-layout: fixed; margin-inline-start: -4px; }
  th { font-size: 12px; font-weight: 600; color: var(--_ink-2); padding: 4px 10px 6px; text-align: start; }
  th .narrow { display: none; }
  td.day {
    height: 74px; padding: 6px 7px; vertical-align: top; border: 1px solid transparent; border-radius: var(--_r-s);
    background: var(--_surface-2); cursor: pointer; position: relative; overflow: hidden; -webkit-user-select: none; user-select: none;
  }
  td.day:hover { border-color: var(--_line-2); }
  td.day:focus-visible { outline-offset: 1px; overflow: visible; border-radius: var(--_r-s); z-index: 1; }
  .number { display: inline-block; font-size: 14px; font-weight: 600; line-height: 20px; font-variant-numeric: tabular-nums; }
  .past .number { color: var(--_ink-2); font-weight: 500; }
  .out { background: none !important; }
  .out .number { color: var(--_ink-2); font-weight: 400; }
  .today .number { min-width: 26px; margin-inline-start: -4px; padding: 0 3px; text-align: center; border-radius: 6px; box-shadow: inset 0 0 0 1.5px var(--_accent); color: var(--_accent); }
  td.chosen { background: var(--_surface) !important; border-color: var(--_accent) !important; box-shadow: inset 0 0 0 1px var(--_accent); }
  .more { position: absolute; inset-block-start: 6px; inset-inline-end: 8px; font-size: 11.5px; font-weight: 600; line-height: 20px; color: var(--_ink-2); }
  @container (max-width: 480px) {
    table { border-spacing: 3px; width: calc(100% + 3px); margin-inline-start: -3px; }
    .head { gap: 2px; }
    .head h3 { font-size: 18px; }
    th { text-align: center; padding-inline: 0; }
    th .wide { display: none; }
    th .narrow { display: inline; }
    td.day { height: 48px; padding: 5px 0 3px; text-align: center; }
    .today .number { margin: 0; }
    .more { position: static; font-size: 10px; line-height: 8px; }
    .head .quiet { padding-inline: 4px; }
  }
  @media (forced-colors: active) {
    td.chosen { outline: 2px solid Highlight; outline-offset: -2px; }
    td.day:focus-visible { outline: 3px solid CanvasText; }
  }
  @media print {
    .icon { display: none; }
  }
`;
