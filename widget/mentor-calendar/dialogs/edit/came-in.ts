import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { isRightToLeft } from '../../../text/direction.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { studentName } from '../../context/student-name.ts';

/** So many are told by name. */
const named = 5;

/** What became of those who waited before and do not any more, by their status now. */
const sentences = { confirmed: 'cameIn', pending: 'cameInAsking', offered: 'cameInOffered' } as const;

/** Who came in from the queue by a change, in sentences. */
export function cameIn(
  before: readonly SlotView[],
  after: readonly SlotView[],
  { text, viewer }: CalendarViewing,
): string[] {
  const waited = new Set(
    entriesOf(before)
      .filter(isWaiting)
      .map(({ id }) => id),
  );
  const now = entriesOf(after).filter(({ id }) => waited.has(id));
  return Object.entries(sentences).flatMap(([status, name]) => {
    const names = [...new Set(now.filter((entry) => entry.status === status).map(studentName))];
    const count = names.length;
    return count
      ? text(name, {
          count,
          names: count > named ? text('students', { count }) : listed(names, viewer.locale),
        })
      : [];
  });
}

/** One after the other as the language is read, whichever way a name runs (Unicode UAX 9, FSI and PDI). */
function listed(names: readonly string[], locale: string): string {
  const isolated = isRightToLeft(locale) ? names.map((name) => `\u2068${name}\u2069`) : names;
  return new Intl.ListFormat(locale).format(isolated);
}

function entriesOf(slots: readonly SlotView[]): readonly RosterEntry[] {
  return slots.flatMap(({ bookings = [] }) => bookings);
}

function isWaiting({ status }: RosterEntry): boolean {
  return status === 'waitlisted';
}
