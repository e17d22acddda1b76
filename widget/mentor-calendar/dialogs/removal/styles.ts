import { css } from 'lit';

export const removalStyles = css`
  .message { margin-top: 14px; }
  .people { display: flex; flex-wrap: wrap; gap: 4px 6px; align-items: baseline; }
  .people .chip { overflow-wrap: anywhere; }
  #delete-body { display: grid; gap: 4px; }
`;
