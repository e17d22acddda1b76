/** Which of everybody's sessions are asked for: by words, and by when they are on the viewer's clock. Pure. */
import { addDays } from '../../calendar/dates.ts';
import { dayKey, type Instant } from '../../calendar/format.ts';
import { firstDayFor, startOfWeek } from '../../calendar/months.ts';
import type { Viewer } from '../../calendar/viewer.ts';
import { wallInstant } from '../../calendar/wall/wall-instant.ts';

export interface Wanted {
  words: string;
  /** The rest of the viewer's day, or of their week as their locale counts it; null: whenever. */
  times: 'today' | 'week' | null;
  /** Those alone that begin in the evening. */
  evenings: boolean;
}

/** The evening's beginning; it lasts until midnight. */
const evening = '17:00';

/** Until when sessions are asked for, ms; null: without an end. */
export function endOf({ times }: Wanted, viewer: Viewer, now: number): number | null {
  if (!times) return null;
  const today = dayKey(viewer, now);
  const after = times === 'today' ? addDays(today, 1) : addDays(startOfWeek(today, firstDayFor(viewer)), 7);
  return wallInstant(after, '00:00', viewer.timeZone);
}

/** The instant itself if it is in an evening, else when the evening of its day begins, ms. */
export function eveningFrom(viewer: Viewer, at: Instant): number {
  const begins = wallInstant(dayKey(viewer, at), evening, viewer.timeZone);
  return Math.max(begins, new Date(at).getTime());
}

export function isEvening(viewer: Viewer, at: Instant): boolean {
  return eveningFrom(viewer, at) === new Date(at).getTime();
}

/** Changes whenever other sessions are asked for: at midnight, too, and in another zone. */
export function keyOf(wanted: Wanted, viewer: Viewer, now: number): string {
  const { words, times, evenings } = wanted;
  const { timeZone } = viewer;
  return JSON.stringify([words, evenings && timeZone, times && endOf(wanted, viewer, now)]);
}
