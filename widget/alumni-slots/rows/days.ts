import type { Day } from '../../calendar/dates.ts';
import { dayKey } from '../../calendar/format.ts';
import type { Viewer } from '../../calendar/viewer.ts';
import type { Session } from './session.ts';

/** Sessions by the day on which the viewer's clock shows them, in the order in which they came. */
export type Days = ReadonlyMap<Day, readonly Session[]>;

export function daysOf(sessions: readonly Session[], viewer: Viewer): Days {
  const days = new Map<Day, Session[]>();
  for (const session of sessions) {
    const day = dayKey(viewer, session.slot.startsAt);
    const already = days.get(day);
    if (already) already.push(session);
    else days.set(day, [session]);
  }
  return days;
}
