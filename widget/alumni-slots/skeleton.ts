import { css, html, type TemplateResult } from 'lit';

/** What waits, in the shape of what comes. */
export const skeletonStyles = css`
  .bone { display: block; height: 12px; width: 160px; max-width: 100%; background: var(--_line); }
  .compact .bone, .skeleton { animation: late 0.2s 0.4s both; }
  /* In the held room, never beyond it: how many sessions come is not known yet. */
  [aria-busy='true'] .skeleton { position: absolute; inset: 0; overflow: hidden; }
  /* Where they are known, and only the month is waited for. */
  .top ~ slot .skeleton { min-height: 440px; }
  .skeleton .slot { justify-content: space-between; flex-wrap: nowrap; }
  .skeleton .what { display: grid; gap: 9px; }
  .bone.day { width: 34px; height: 30px; }
  .bone.line { width: 80%; }
  .bone.time { width: 110px; }
  .bone.button { width: 70px; height: 36px; border-radius: 8px; flex: none; align-self: center; }
  @keyframes late {
    from { opacity: 0; }
  }
  @media (prefers-reduced-motion: reduce) {
    /* Held back all the same, then there at once. */
    .compact .bone, .skeleton { animation: late 0s 0.4s both !important; }
  }
  @container (max-width: 480px) {
    .skeleton .button { width: 100%; margin-top: 12px; }
  }
`;

/** Shown only when loading takes a while; the styles hold it back. What the host wrote into the tag stays instead. */
export function skeleton(label: string): TemplateResult {
  const row = html`<div class="group" aria-hidden="true">
    <div class="date"><i class="bone day"></i></div>
    <div class="slot"><div class="what"><i class="bone time"></i><i class="bone line"></i><i class="bone seats"></i></div><i class="bone button"></i></div>
  </div>`;
  return html`<slot><div class="skeleton" part="loading"><p class="unseen">${label}</p>${[row, row, row]}</div></slot>`;
}
