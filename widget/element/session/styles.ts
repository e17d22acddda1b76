import { css } from 'lit';

/** What is kept of a session: notes, links, recordings, and a note for oneself. */
export const sessionStyles = css`
  .session-notes, .private { display: grid; gap: 10px; min-width: 0; }
  .session-notes h4, .record h4 { font-size: 13px; font-weight: 600; }
  .session-notes .written { white-space: pre-line; overflow-wrap: anywhere; color: var(--_ink); }
  .links { display: grid; overflow-wrap: anywhere; }
  .links .link { min-width: 0; }
  .recordings { display: grid; gap: 10px; overflow-wrap: anywhere; }
  .recordings > li { display: grid; gap: 4px; min-width: 0; }
  .recordings video { width: 100%; max-height: 60vh; background: #000; border-radius: var(--_r-s); }
  .recordings audio { width: 100%; }
  .private { gap: 4px; }
  .private .row, .recordings .row { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
  .recordings .grow { flex: 1 1 160px; min-width: 0; }
  @media print {
    .private, .recordings { display: none; }
  }
`;
