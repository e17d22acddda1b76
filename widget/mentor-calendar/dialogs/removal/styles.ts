import { css } from 'lit';

export const removalStyles = css`
  .message { margin-top: 14px; }
  .people { display: flex; flex-wrap: wrap; gap: 4px 6px; align-items: baseline; }
  .people .chip { overflow-wrap: anywhere; }
  .scrolled:has(.offers) { margin-top: 0; max-height: 194px; }
  .dates.offers { grid-template-columns: 1fr; }
  .offers .tick > span { min-width: 0; overflow-wrap: anywhere; }
  .offers .hint { display: block; }
  .rest { color: var(--_warn); font-weight: 500; }
  #delete-body { display: grid; gap: 4px; }
`;
