import type { Session } from './session.ts';

/** Near enough to be counted by the second, ms. */
const near = 61_000;

/**
 * After how long (ms) what is shown is drawn again: a second while a session is about to begin or to open, or a held seat to be
 * let go. One line tells no beginning.
 */
export function stepOf(sessions: readonly Session[], now: number, isLine = false): number {
  const isNear = (at: number) => Math.abs(at - now) < near;
  const soon = sessions.some(
    ({ slot, opensAt, standing, booking }) =>
      (!isLine && isNear(Date.parse(slot.startsAt))) ||
      (opensAt !== null && isNear(opensAt)) ||
      (standing === 'offered' && isNear(Date.parse(booking?.offerExpiresAt ?? ''))),
  );
  return soon ? 1_000 : 60_000;
}
