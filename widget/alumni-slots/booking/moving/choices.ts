import type { Booking } from '@mentor-slots/contract';
import { bySoonest } from '../../../calendar/dates.ts';
import type { Loaded } from '../../../client/loaded.ts';
import { publicSlots } from '../../../client/student/public-slots.ts';
import type { Viewing } from '../../../element/viewing.ts';
import type { SlotsName } from '../../../text/names.ts';
import { type Session, sessionsOf } from '../../rows/session.ts';
import { bookingsOf, lookerOf } from '../../shown-sessions.ts';

/** A session to which a seat may be moved. */
export interface Choice {
  session: Session;
  /** Why no longer, in a word; null while it may. It keeps its place, so that nothing moves under a finger. */
  lost: SlotsName | null;
}

/** What a mentor has besides one's own seat. */
export interface Choices {
  /** Soonest first. */
  list: readonly Choice[];
  /** How many more are free, at a time when the viewer has yet another session. */
  clashing: number;
}

/** All that a mentor has, as it would be to the viewer without that booking of theirs: its time is free then. */
export function sessionsWithout(
  viewing: Viewing<SlotsName>,
  { id, slot: { alumniId } }: Booking,
): Loaded<readonly Session[]> {
  const { client } = viewing;
  if (!client) return { state: 'loading' };
  const others = bookingsOf(viewing).filter((one) => one.id !== id);
  const theirs = others.filter(({ slot }) => slot.alumniId === alumniId);
  const list = client.use(publicSlots).get(alumniId);
  return list.state === 'ready'
    ? { ...list, value: sessionsOf(list.value, theirs, lookerOf(viewing), others) }
    : list;
}

/** Those among a mentor's `sessions` that may be chosen in place of `leftId`, and those that could be when they were `offered` before. */
export function choicesAmong(
  sessions: readonly Session[],
  leftId: string,
  offered: readonly Choice[],
): Choices {
  const isChoice = ({ slot, isFree, standing }: Session) =>
    slot.id !== leftId && (isFree || standing === 'offered');
  const free = sessions.filter(isChoice).map((session): Choice => ({ session, lost: null }));
  const lost = offered
    .filter(({ session }) => !free.some((one) => one.session.slot.id === session.slot.id))
    .map(({ session }): Choice => {
      const now = sessions.find(({ slot }) => slot.id === session.slot.id);
      return { session: now ?? session, lost: whyLost(now) };
    });
  return {
    list: [...free, ...lost].sort((one, other) => bySoonest(one.session.slot, other.session.slot)),
    clashing: sessions.filter(({ slot, clash, hasFreeSeat }) => slot.id !== leftId && clash && hasFreeSeat)
      .length,
  };
}

function whyLost(now: Session | undefined): SlotsName {
  if (!now) return 'calledOff';
  if (now.isTheirs) return now.standing === 'in' ? 'youreIn' : 'pending';
  return now.standing === 'started' ? 'started' : now.standing === 'later' ? 'later' : 'full';
}
