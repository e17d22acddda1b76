/** Where somebody is led on who cannot have a session. A file of its own, fetched once they ask for it. */
import { css } from 'lit';

export { Onward } from './onward.ts';

export const styles = [
  css`
    .onward { margin-top: 8px; text-align: start; }
    .onward ul { display: grid; gap: 6px; margin-top: 2px; }
    .onward .about { margin: 0; text-align: -webkit-match-parent; text-align: match-parent; -webkit-line-clamp: 1; font-size: 13px; }
  `,
];
