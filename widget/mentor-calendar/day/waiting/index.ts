/** What the sessions tell of those who wait for a seat, of booking that opens later, and of those who were in what was called off; fetched where there is such a session. */
import { css } from 'lit';
import type { WaitingParts } from '../../context/calendar-context.ts';
import { calledOffRoster } from './called-off.ts';
import { count, legend, mark } from './count.ts';
import { heldUntil } from './held-seat.ts';
import { opening } from './opening.ts';
import { queue } from './queue.ts';
import { takeOut } from './take-out.ts';

export const styles = [
  css`
    .session .queued { margin-top: 10px; }
    .queued + .roster { margin-top: 4px; }
    .called-off .roster { grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); margin-top: 2px; }
    .queue { position: absolute; inset-block-start: 8px; inset-inline-start: 38px; display: inline-flex; align-items: center; gap: 2px; color: var(--_ink-2); font-size: 11.5px; font-weight: 600; line-height: 17px; }
    .asks ~ .queue { inset-inline: auto 6px; }
    .asks ~ .queue ~ .more { position: static; }
    .queue svg { width: 12px; height: 12px; }
    .legend .queue { position: static; }
    @container (max-width: 600px) {
      .asks ~ .queue { position: static; }
    }
    @container (max-width: 480px) {
      .queue { position: static; gap: 0; font-size: 10px; line-height: 14px; }
      .queue svg { width: 9px; height: 9px; }
      .queue ~ .bar { width: 44%; }
      .queue ~ :is(.more, .mark ~ .mark), .asks ~ .queue ~ .mark { display: none; }
    }
  `,
];

export const waiting: WaitingParts = {
  calledOffRoster,
  count,
  heldUntil,
  legend,
  mark,
  opening,
  queue,
  takeOut,
};
