import { css } from 'lit';

/** Busy is told by lines across, never by a colour alone. */
export const busyStyles = css`
  .hatch { flex: none; display: inline-block; width: 14px; height: 9px; border: 1px solid var(--_ink-2); border-radius: 2px; background: repeating-linear-gradient(135deg, var(--_ink-2) 0 1.5px, transparent 1.5px 4px); }
  .hatch.over { height: 14px; border-color: var(--_warn); background: var(--_warn); color: var(--_surface); font: 700 11px/12px var(--mentor-font, inherit); text-align: center; }
  .busy { display: flex; align-items: center; gap: 4px; color: var(--_ink-2); font-size: 11.5px; line-height: 15px; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .busy span { overflow: hidden; text-overflow: ellipsis; }
  .busy .long { display: none; }
  .elsewhere { margin-top: 14px; }
  .elsewhere p::first-letter { text-transform: uppercase; }
  .elsewhere ul { display: grid; gap: 4px; margin-top: 4px; }
  .elsewhere li { position: relative; display: flex; flex-wrap: wrap; gap: 0 10px; padding: 5px 10px; padding-inline-start: 22px; border-radius: var(--_r-s); background: var(--_surface-2); font-size: 14px; overflow: hidden; overflow-wrap: anywhere; }
  .elsewhere li::before { content: ''; position: absolute; inset-block: 0; inset-inline-start: 0; width: 12px; background: repeating-linear-gradient(135deg, var(--_ink-2) 0 1.5px, transparent 1.5px 5px); }
  .elsewhere .time { font-weight: 600; }
  .busy-then { display: flex; align-items: center; gap: 6px; margin-top: 5px; color: var(--_warn); font-weight: 600; }
  .up .busy-then { margin-top: 2px; }
  @container (min-width: 760px) {
    .busy .long { display: inline; }
    .busy .short { display: none; }
  }
  @container (max-width: 480px) {
    .busy span { display: none; }
    .marks .hatch { width: 10px; height: 8px; }
    .marks .hatch.over { height: 11px; font-size: 9px; line-height: 9px; }
    .marks .bar:has(~ .busy) { width: 44%; }
  }
  @media (forced-colors: active) {
    .hatch, .elsewhere li::before { forced-color-adjust: none; border-color: CanvasText; background: repeating-linear-gradient(135deg, CanvasText 0 1.5px, Canvas 1.5px 5px); }
    .hatch.over { border-color: CanvasText; background: CanvasText; color: Canvas; }
    .elsewhere li { border: 1px solid CanvasText; }
  }
`;
