import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarViewing } from '../context/calendar-context.ts';
import { studentName } from '../context/student-name.ts';

/** How many are named. */
const named = 12;

/** Who has a seat in these sessions, and who else waits for one; each person once. */
export function peopleIn(slots: readonly SlotView[]): {
  booked: readonly RosterEntry[];
  waiting: readonly RosterEntry[];
} {
  const entries = slots.flatMap((slot) => slot.bookings ?? []);
  const booked = onceEach(entries.filter(({ status }) => holdsSeat(status)));
  const waiting = onceEach(entries).filter(
    (one) => !booked.some(({ studentId }) => studentId === one.studentId),
  );
  return { booked, waiting };
}

function onceEach(entries: readonly RosterEntry[]): readonly RosterEntry[] {
  return [...new Map(entries.map((entry) => [entry.studentId, entry])).values()];
}

/** Their names. */
export function peopleList(
  people: readonly RosterEntry[],
  { text }: CalendarViewing,
): TemplateResult | typeof nothing {
  if (!people.length) return nothing;
  const rest = people.length - named;
  return html`<ul class="people">
    ${people.slice(0, named).map((one) => html`<li class="chip plain"><bdi>${studentName(one)}</bdi></li>`)}
    ${rest > 0 ? html`<li>${text('andMore', { count: rest })}</li>` : nothing}
  </ul>`;
}
