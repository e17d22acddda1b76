import type { SlotView } from '@mentor-slots/contract';
import { addDays, type Day, dayOf } from '../../../calendar/dates.ts';
import { wallInstant } from '../../../calendar/wall/wall-instant.ts';
import { isTimeZone } from '../../../calendar/zone-names.ts';

/** When booking opens, as it is typed: by the clock of the session's zone. */
export interface Opening {
  /** Can it be booked only from an instant on? */
  opensLater: boolean;
  opensDate: string;
  opensTime: string;
}

/** When a session starts, as it is typed. */
interface Start {
  date: string;
  startTime: string;
  timeZone: string;
}

/** Booking opens from the beginning. */
export const opensAtOnce = { opensLater: false, opensDate: '', opensTime: '' } as const;

/** As it is told of a session. */
export function openingOf({ opensAt, timeZone }: SlotView): Opening {
  if (opensAt === null) return opensAtOnce;
  // A zone that the browser does not know is told in UTC, and typed so.
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  });
  return {
    opensLater: true,
    opensDate: dayOf(opensAt, zone),
    opensTime: format.format(new Date(opensAt)),
  };
}

/** What is proposed first: a day before the start. */
export function proposedOpening({ date, startTime }: Start): Opening {
  return { opensLater: true, opensDate: date && addDays(date as Day, -1), opensTime: startTime };
}

/** The instant (ms) that is typed; NaN where it is not complete. */
export function openingInstant({ opensDate, opensTime, timeZone }: Opening & Start): number {
  return wallInstant(opensDate, opensTime, isTimeZone(timeZone) ? timeZone : 'UTC');
}

/** The instant (ms) at which the session starts; NaN where that is not complete. */
export function startInstant({ date, startTime, timeZone }: Start): number {
  return wallInstant(date, startTime, isTimeZone(timeZone) ? timeZone : 'UTC');
}

/**
 * For the service; null: from the beginning. It belongs to the first session that is made: where the first date is left out, the one that
 * starts at `firstStart` opens as long before its own start. Of what is half typed nothing can be sent: null too.
 */
export function opensAtOf(draft: Opening & Start, firstStart?: string): string | null {
  if (!draft.opensLater) return null;
  const at = openingInstant(draft);
  const later = firstStart === undefined ? 0 : Date.parse(firstStart) - startInstant(draft);
  return Number.isNaN(at) ? null : new Date(at + later).toISOString();
}
