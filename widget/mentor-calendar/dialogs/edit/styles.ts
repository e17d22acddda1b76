import { css } from 'lit';

export const editStyles = css`
  dialog .row .icon { margin: -6px -6px -6px 0; }
  .slot-form { scroll-padding-bottom: 90px; padding-bottom: 0; }
  .slot-form .buttons { position: sticky; bottom: 0; margin: 18px -22px 0; padding: 12px 22px 18px; background: var(--_surface); border-top: 1px solid var(--_line); }
  @media (max-width: 480px) {
    .slot-form .buttons { margin-inline: -16px; padding: 10px 16px 14px; }
    .slot-form .buttons .btn { flex: 1 1 auto; }
  }
`;
