import { css } from 'lit';

/** What both elements are drawn with: buttons, chips, notes, seats, skeletons. */
export const base = css`
  h2, h3, h4, p, dl, dd, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; text-align: inherit; cursor: pointer; }
  .btn {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 36px; padding: 4px 14px;
    border: 1px solid var(--_line-2); border-radius: var(--_r-s); background: var(--_surface); font-weight: 600; text-align: center;
  }
  .btn:hover { background: var(--_surface-2); }
  .btn.primary { background: var(--_accent); border-color: var(--_accent); color: var(--_accent-ink); }
  .btn.primary:hover { background: color-mix(in oklab, var(--_accent) 88%, var(--_ink)); }
  .btn.quiet { border-color: transparent; background: none; color: var(--_ink-2); padding-inline: 8px; }
  .btn.quiet:hover { background: var(--_surface-2); color: var(--_ink); }
  .btn[aria-disabled='true'] { opacity: 0.62; cursor: default; }
  .btn.small { min-height: 30px; padding-inline: 10px; font-size: 13.5px; }
  .link { color: inherit; text-decoration: underline; text-underline-offset: 2px; min-width: 24px; min-height: 24px; display: inline-flex; align-items: center; }
  .link:hover { color: var(--_ink); text-decoration-thickness: 2px; }
  a { color: inherit; }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
  [tabindex='-1']:focus-visible { outline-offset: 4px; border-radius: 4px; }

  .chip { display: inline-flex; align-items: center; border-radius: 6px; padding: 1px 8px; font-size: 12.5px; font-weight: 600; line-height: 20px; background: var(--_accent-soft); color: var(--_accent); }
  .chip.plain { background: var(--_surface-2); color: var(--_ink-2); }
  .note { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; border-radius: var(--_r-s); padding: 10px 12px; margin-top: 10px; font-size: 14px; background: var(--_accent-soft); color: var(--_ink); }
  .chip.warn, .note.warn { background: var(--_warn-soft); color: var(--_warn); }
  .chip.bad, .note.bad { background: var(--_bad-soft); color: var(--_bad); }
  .outdated { position: sticky; inset-block-start: 0; z-index: 1; }
  .note > :first-child { flex: 1 1 200px; min-width: 0; }
  .muted { color: var(--_ink-2); }
  .small { font-size: 13px; }
  .count, .time { font-variant-numeric: tabular-nums; font-weight: 650; white-space: nowrap; }
  .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .seats { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; font-size: 13px; color: var(--_ink-2); }
  .pips { display: inline-flex; gap: 3px; }
  .pip { width: 9px; height: 9px; border-radius: 50%; border: 1.5px solid var(--_accent); transition: background-color 160ms; }
  .pip.t { background: var(--_accent); }
  .pip.me { background: var(--_accent); outline: 1.5px solid var(--_accent); outline-offset: 1.5px; margin-inline: 1.5px 4px; }
  svg.bar { width: 40px; height: 7px; border-radius: 4px; border: 1.5px solid var(--_accent); fill: var(--_accent); flex: none; }
  svg:is(.bar, .flip):dir(rtl) { transform: scaleX(-1); }

  .zone { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 2px 10px; font-size: 13px; color: var(--_ink-2); }
  .zone .live, .where { display: flex; align-items: center; gap: 8px; }
  .where { flex-wrap: wrap; column-gap: 12px; }
  .zone .dot { width: 8px; height: 8px; border-radius: 50%; background: var(--_accent); flex: none; }
  .zone .dot:not(.live) { background: none; border: 2px solid var(--_line-2); }

  .blank { text-align: center; padding: 26px 16px; }
  .blank h3 { font-size: 16px; font-weight: 650; }
  .blank p { color: var(--_ink-2); margin: 6px auto 0; max-width: 44ch; text-wrap: balance; }
  .blank .btn { margin-top: 14px; }
  .bone { display: block; border-radius: 6px; background: var(--_surface-2); animation: breathe 1.6s ease-in-out infinite alternate; }
  @keyframes breathe { to { opacity: 0.45; } }
  @keyframes arrive { from { opacity: 0; translate: 0 -4px; } }

  @container (max-width: 480px) {
    .btn { min-height: 44px; }
    .btn.quiet, .btn.small { min-height: 36px; }
  }
  @media (prefers-reduced-motion: reduce) {
    *, *::before { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    .chip, .note, .btn { border: 1px solid CanvasText; }
    .zone .dot.live { border: 4px solid; }
    .pip.t, .pip.me { background: CanvasText; forced-color-adjust: none; }
    .pip { border-color: CanvasText; }
  }
  @media print {
    .btn, .link:not(a) { display: none; }
  }
`;
