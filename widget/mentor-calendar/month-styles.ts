import { css } from 'lit';

const month = css`
  .side > section + section, .side > .zone { border-top: 1px solid var(--_line); margin-top: 20px; padding-top: 18px; }
  h4 { font-size: 15px; line-height: 1.35; font-weight: 650; }
  .below { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; margin-top: 12px; }
  .below .zone { flex: 1 1 300px; }
  .nothing { color: var(--_ink-2); padding: 10px 0 4px; font-size: 14px; }
  .nothing .lead { color: var(--_ink); font-weight: 600; font-size: 15px; }
  .head { display: flex; align-items: center; gap: 6px; margin-bottom: 8px; }
  .head h3 { font-size: 20px; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
  table { border-collapse: separate; border-spacing: 4px; width: calc(100% + 8px); table-layout: fixed; margin: 0 -4px; }
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
  .marks { display: grid; gap: 3px; margin-top: 3px; }
  .mark > span { overflow: hidden; text-overflow: ellipsis; }
  .mark { display: flex; align-items: center; gap: 4px; font-size: 11.5px; line-height: 15px; color: var(--_ink-2); white-space: nowrap; font-variant-numeric: tabular-nums; }
  .more { position: absolute; inset-block-start: 6px; inset-inline-end: 8px; font-size: 11.5px; font-weight: 600; line-height: 20px; color: var(--_ink-2); }
  .load { flex: none; display: inline-block; width: 14px; height: 7px; border-radius: 4px; border: 1.5px solid var(--_accent); }
  .load.part { background: linear-gradient(90deg, var(--_accent) 50%, transparent 0); }
  :host(:dir(rtl)) .load.part { background: linear-gradient(270deg, var(--_accent) 50%, transparent 0); }
  .load.full { background: var(--_accent); }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; }
  .legend span { display: inline-flex; align-items: center; gap: 6px; }
  @container (max-width: 480px) {
    table { border-spacing: 3px; width: calc(100% + 6px); margin: 0 -3px; }
    .head { gap: 2px; }
    .head h3 { font-size: 18px; }
    th { text-align: center; padding-inline: 0; }
    th .wide { display: none; }
    th .narrow { display: inline; }
    td.day { height: 48px; padding: 5px 0 3px; text-align: center; }
    .today .number { margin: 0; }
    .marks { display: flex; justify-content: center; align-items: center; gap: 2px; margin-top: 4px; }
    .mark > span { display: none; }
    .mark .load { width: 9px; height: 6px; border-radius: 3px; }
    .more { position: static; font-size: 10px; line-height: 8px; }
    .head .quiet { padding-inline: 4px; }
  }
  @media (forced-colors: active) {
    td.chosen { outline: 2px solid Highlight; outline-offset: -2px; }
    td.day:focus-visible { outline: 3px solid CanvasText; }
    .load, .load.part, .load.full { forced-color-adjust: none; border-color: CanvasText; }
    .load.full { background: CanvasText; }
    .load.part { background: linear-gradient(90deg, CanvasText 50%, transparent 0); }
  }
`;

const sessions = css`
  .session { padding: 14px 0 10px; border-top: 1px solid var(--_line); animation: arrive 160ms ease-out; }
  .session:first-child { border-top: 0; }
  .session:last-child { padding-bottom: 0; }
  .headline { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
  .about { color: var(--_ink-2); font-size: 14px; margin-top: 3px; overflow-wrap: anywhere; white-space: pre-line; }
  .session .seats { margin-top: 7px; }
  .over .time, .called-off .time { color: var(--_ink-2); }
  .called-off .time { text-decoration: line-through; }
  .btn svg { width: 16px; height: 16px; margin-inline-start: -3px; flex: none; }
  .btn.primary svg { stroke-width: 2.2; }
  .session > .wish { margin-top: 6px; font-size: 14px; }
  .roster { margin-top: 8px; display: grid; gap: 8px; }
  .roster li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; font-size: 14px; }
  .who { flex: 1 1 150px; min-width: 0; overflow-wrap: anywhere; }
  .who bdi { font-weight: 600; }
  .settling { display: inline-flex; gap: 8px; }
  .wish { flex: 1 0 100%; color: var(--_ink-2); border-inline-start: 2px solid var(--_line-2); padding-inline-start: 10px; overflow-wrap: anywhere; white-space: pre-line; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin: 4px -8px 0; padding-inline-end: 8px; }
  .actions .link { font-size: 13px; }
  .up { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; align-items: baseline; padding: 9px 0; }
  .up .what { min-width: 0; min-height: 24px; overflow-wrap: anywhere; }
  .up .what:hover b { text-decoration: underline; text-underline-offset: 2px; }
  .up b { font-weight: 650; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .up .small { grid-column: 1 / -1; overflow-wrap: anywhere; }
  .up .count { font-size: 14px; }
`;

export const monthStyles = [month, sessions];
