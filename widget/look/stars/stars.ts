import { css, html, type TemplateResult } from 'lit';

const five = [0, 1, 2, 3, 4].map((at) => starAt(20 * at)).join('');

/** The outline of a star whose room begins at `x`. */
function starAt(x: number): string {
  return `M${x + 10} 2l2.5 5.1 5.6.8-4.1 3.9 1 5.6-5-2.6-5 2.6 1-5.6-4.1-3.9 5.6-.8z`;
}

/** One star; hollow unless its surroundings fill it. */
export function star(): TemplateResult {
  return html`<svg class="star" viewBox="0 0 20 20" aria-hidden="true"><path d=${starAt(0)}></path></svg>`;
}

/** So many of five stars, also parts of one. The words stand beside it. */
export function stars(average: number): TemplateResult {
  return html`<svg class="star-row flip" viewBox="0 0 100 20" aria-hidden="true">
    <path d=${five}></path>
    <svg width=${20 * average} height="20"><path class="full" d=${five}></path></svg>
  </svg>`;
}

/** How stars look; how large they are, whoever shows them says. */
export const starStyles = css`
  .star, .star-row { flex: none; fill: none; stroke: var(--_accent); stroke-width: 1.5; stroke-linejoin: round; color: var(--_accent); }
  .star-row .full { fill: currentColor; }
  @media (forced-colors: active) {
    .star, .star-row { stroke: CanvasText; color: CanvasText; }
  }
`;
