import { css } from 'lit';

export const removalStyles = css`
  .message { margin-top: 14px; }
  #delete-body { display: grid; gap: 4px; }
`;
