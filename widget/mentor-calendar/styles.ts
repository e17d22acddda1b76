import { css } from 'lit';

const layout = css`
  .behalf { font-weight: 600; background: var(--_warn-soft); color: var(--_warn); border: 1px solid; border-radius: var(--_r-s); padding: 6px 12px; margin-bottom: 14px; }
  .behalf ~ * :is(button, a, [tabindex]) { scroll-margin-top: 52px; }
  .base > .behalf { position: sticky; inset-block-start: 0; z-index: 1; }
  .layout { display: grid; grid-template-columns: minmax(0, 1.55fr) minmax(280px, 1fr); gap: 28px; align-items: start; }
  .layout > :first-child { container-type: inline-size; }
  .side > * { min-width: 0; }
  .row { display: flex; align-items: center; gap: 12px; }
  .blank { padding-block: 96px; }
  @container (max-width: 760px) {
    .layout { grid-template-columns: minmax(0, 1fr); gap: 22px; }
    .side > section:first-child { border-top: 1px solid var(--_line); padding-top: 18px; }
  }
`;

const waiting = css`
  .skeleton { animation: appear 1ms 400ms both; }
  @keyframes appear { from { visibility: hidden; } }
  .bone { height: 560px; }
`;

const requests = css`
  .requests { background: var(--_warn-soft); border-radius: var(--_r); padding: 14px 16px; margin-bottom: 20px; }
  .requests h3 { display: inline-block; font-size: 15px; line-height: 1.35; font-weight: 650; color: var(--_warn); }
  .requests.none { background: var(--_accent-soft); }
  .requests h3::first-letter { text-transform: uppercase; }
  .requests.none h3 { color: inherit; }
  .requests .muted, .requests .wish, .requests summary { color: inherit; }
  .requests .note { background: var(--_surface); }
  .requests li + li { border-top: 1px solid color-mix(in oklab, var(--_warn) 26%, transparent); padding-top: 8px; }
  .asks { position: absolute; inset-block-start: 8px; inset-inline-start: 38px; min-width: 17px; padding: 0 4px; border-radius: 9px; background: var(--_warn); color: var(--_surface); font-size: 11px; font-weight: 700; font-style: normal; line-height: 17px; text-align: center; }
  .legend .asks { position: static; }
  @container (max-width: 480px) {
    .asks { position: static; flex: none; min-width: 14px; padding: 0 3px; font-size: 10px; line-height: 14px; }
    .asks ~ .bar { width: 44%; }
    .asks ~ .more { display: none; }
    .requests .settling { flex: 1 0 100%; }
    .requests .settling .btn { flex: 1; min-height: 44px; }
  }
  @media (forced-colors: active) {
    .requests { border: 1px solid CanvasText; }
    .asks { forced-color-adjust: none; background: CanvasText; color: Canvas; }
  }
`;

const marks = css`
  .side > section + section { border-top: 1px solid var(--_line); margin-top: 20px; padding-top: 18px; }
  h4 { font-size: 15px; line-height: 1.35; font-weight: 650; }
  .below { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; margin-top: 12px; }
  .below .zone, .tools { flex: 1 1 100%; }
  .tools { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .nothing { color: var(--_ink-2); padding: 10px 0 4px; font-size: 14px; }
  .nothing .lead { color: var(--_ink); font-weight: 600; font-size: 15px; }
  .marks { display: grid; grid-template-columns: minmax(0, 1fr); gap: 3px; margin-top: 3px; }
  .marks .bar { width: 100%; max-width: 64px; }
  .mark > * { overflow: hidden; text-overflow: ellipsis; }
  .mark { display: flex; align-items: center; gap: 4px; font-size: 11.5px; line-height: 15px; color: var(--_ink-2); white-space: nowrap; font-variant-numeric: tabular-nums; }
  .mark bdi { display: none; }
  .load { flex: none; display: inline-block; width: 14px; height: 7px; border-radius: 4px; border: 1.5px solid var(--_accent); }
  .load.part::before { content: ''; display: block; width: 50%; height: 100%; background: var(--_accent); }
  .load.full { background: var(--_accent); }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; }
  .legend span { display: inline-flex; align-items: center; gap: 6px; }
  @container (min-width: 500px) {
    .alone { display: grid; grid-template-columns: auto minmax(0, 1fr); }
    .alone bdi { display: block; grid-column: 1 / -1; justify-self: start; max-width: 100%; }
  }
  @container (min-width: 760px) {
    .mark bdi { display: block; }
    .mark > span { flex: none; }
  }
  @container (max-width: 480px) {
    .marks { display: flex; justify-content: center; align-items: center; gap: 2px; margin-top: 4px; }
    .marks .bar { width: 76%; }
    .bar ~ .more { display: none; }
    .mark > span { display: none; }
    .mark .load { width: 9px; height: 6px; border-radius: 3px; }
  }
  @media (forced-colors: active) {
    .load { forced-color-adjust: none; border-color: CanvasText; }
    .load.full, .load.part::before { background: CanvasText; }
  }
`;

const sessions = css`
  .sessions { margin-top: 8px; }
  .session { padding: 14px 0 10px; border-top: 1px solid var(--_line); animation: arrive 160ms ease-out; }
  .session:first-child { border-top: 0; padding-top: 6px; }
  .session:last-child { padding-bottom: 0; }
  .many .session { display: grid; grid-template-columns: minmax(0, 1fr) auto; padding: 6px 0; }
  .many .session > * { grid-column: 1 / -1; }
  .many .session > .headline, .many .session > .actions { grid-area: 1 / 1; }
  .many .session > .actions { grid-column: 2; margin: 0; }
  .many .about { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  details { margin-top: 4px; }
  summary { min-height: 24px; cursor: pointer; color: var(--_ink-2); font-weight: 600; }
  .headline { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
  .about { color: var(--_ink-2); font-size: 14px; margin-top: 3px; overflow-wrap: anywhere; white-space: pre-line; }
  .session .seats { margin-top: 7px; }
  .over .time, .called-off .time { color: var(--_ink-2); }
  .called-off .time { text-decoration: line-through; }
  .called-off > .small { margin-top: 8px; }
  .btn svg { width: 16px; height: 16px; margin-inline-start: -3px; flex: none; }
  .btn.primary svg { stroke-width: 2.2; }
  .session > .wish { margin-top: 6px; font-size: 14px; }
  .roster { margin-top: 8px; display: grid; gap: 8px; }
  .roster li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; font-size: 14px; }
  .who { flex: 1 1 150px; min-width: 0; overflow-wrap: anywhere; }
  .who bdi { font-weight: 600; }
  .settling { display: inline-flex; gap: 8px; }
  .wish { flex: 1 0 100%; color: var(--_ink-2); border-inline-start: 2px solid var(--_line-2); padding-inline-start: 10px; overflow-wrap: anywhere; white-space: pre-line; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin-block-start: 4px; margin-inline-start: -8px; }
  .actions .link { font-size: 13px; }
  [aria-pressed='true'] { background: var(--_accent-soft) !important; color: var(--_accent) !important; }
  .up { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; align-items: baseline; padding: 9px 0; }
  .up .what { min-width: 0; min-height: 24px; overflow-wrap: anywhere; }
  .up .what:hover b { text-decoration: underline; text-underline-offset: 2px; }
  .up b { font-weight: 650; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .up .small { grid-column: 1 / -1; overflow-wrap: anywhere; }
  .up .count { font-size: 14px; }
`;

export const calendarStyles = [layout, waiting, marks, sessions, requests];
