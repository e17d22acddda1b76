import { css } from 'lit';

/** Dialogs and fields: with the first part that is fetched, since nothing has them before. */
export const dialogStyles = css`
  label.field { display: grid; gap: 5px; font-size: 13px; font-weight: 600; align-content: start; }
  input, select, textarea { font-family: inherit; font-size: 16px; font-weight: 400; line-height: 1.4; color: inherit; background: var(--_surface); border: 1px solid var(--_line-2); border-radius: var(--_r-s); padding: 8px 10px; min-height: 42px; width: 100%; min-width: 0; margin: 0; }
  textarea { resize: vertical; }
  /* It is a part of them that has the focus. */
  [type='date']:focus-within, [type='time']:focus-within { outline: 3px solid var(--_accent); outline-offset: 2px; }
  .btn.danger { border-color: var(--_bad); color: var(--_bad); }

  dialog { width: min(520px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto; overscroll-behavior: contain; border: 1px solid var(--_line); border-radius: calc(var(--_r) + 4px); padding: 22px; background: var(--_surface); color: var(--_ink); box-shadow: 0 18px 50px rgb(0 0 0 / 0.22); text-align: start; }
  dialog::backdrop { background: rgb(8 14 12 / 0.45); }
  dialog h3 { font-size: 18px; line-height: 1.3; font-weight: 650; overflow-wrap: anywhere; }
  dialog h3 + * { margin-top: 8px; }
  dialog .buttons { display: flex; flex-wrap: wrap; justify-content: end; gap: 10px; margin-top: 18px; }

  @container (max-width: 480px) {
    dialog .buttons .btn { flex: 1 1 100%; min-height: 44px; }
  }
  @media (max-width: 480px) {
    dialog { padding: 18px 16px; }
    dialog .buttons .btn { flex: 1 1 100%; min-height: 44px; }
  }
`;
