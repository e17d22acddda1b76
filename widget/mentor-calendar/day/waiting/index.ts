/** What the sessions tell of those who wait for a seat, of booking that opens later, and of those who were in what was called off; fetched where there is such a session. */
import { css } from 'lit';
import type { WaitingParts } from '../../context/calendar-context.ts';
import { calledOffRoster } from './called-off.ts';
import { heldUntil } from './held-seat.ts';
import { opening } from './opening.ts';
import { queue } from './queue.ts';
import { takeOut } from './take-out.ts';

export const styles = [
  css`
    .session .queued { margin-top: 10px; }
    .queued + .roster { margin-top: 4px; }
  `,
];

export const waiting: WaitingParts = { calledOffRoster, heldUntil, opening, queue, takeOut };
