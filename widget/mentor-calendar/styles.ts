import { css } from 'lit';
import { base } from '../look/base.ts';
import { tokens } from '../look/tokens.ts';

const layout = css`
  :host { min-height: 440px; }
  .layout { display: grid; grid-template-columns: minmax(0, 1.55fr) minmax(280px, 1fr); gap: 28px; align-items: start; }
  .side > * { min-width: 0; }
  .blank { padding-block: 96px; }
  @container (max-width: 760px) {
    .layout { grid-template-columns: minmax(0, 1fr); gap: 22px; }
    .side > section:first-child { border-top: 1px solid var(--_line); padding-top: 18px; }
  }
`;

const waiting = css`
  .skeleton { animation: appear 1ms 400ms both; }
  @keyframes appear { from { visibility: hidden; } }
  .bone.title { width: 160px; height: 26px; margin-bottom: 18px; }
  .bones { display: grid; grid-template-columns: repeat(7, 1fr); gap: 4px; }
  .bones .bone { height: 74px; border-radius: var(--_r-s); }
  .side .bone.line { width: 55%; height: 16px; margin-top: 20px; }
  .side .bone.words { width: 85%; height: 12px; margin-top: 8px; }
  @container (max-width: 480px) {
    .bones .bone { height: 48px; }
  }
`;

/** What the calendar needs until its month has come. */
export const mentorCalendarStyles = [tokens, base, layout, waiting];
