import { format, type Instant } from '../../calendar/format.ts';
import type { Viewer } from '../../calendar/viewer.ts';

/** The large number of a day and the words beside it. */
export function dayParts(viewer: Viewer, at: Instant): { day: string; rest: string } {
  const parts = format(viewer, { day: 'numeric' }).formatToParts(new Date(at));
  const day = parts.find((part) => part.type === 'day')?.value ?? '';
  return {
    day,
    rest: `${format(viewer, { weekday: 'short' }).format(new Date(at))}, ${format(viewer, { month: 'short' }).format(new Date(at))}`,
  };
}
