import { css } from 'lit';

export const editStyles = css`
  dialog .row .icon { margin: -6px -6px -6px 0; }
`;
