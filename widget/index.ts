/** Registers `<mentor-calendar>` and `<alumni-slots>`. Loading it twice is harmless. */
import { AlumniSlots } from './alumni-slots/alumni-slots.ts';
import { MentorCalendar } from './mentor-calendar/mentor-calendar.ts';
// What several of the parts stand on comes with the module rather than as one more file.
import './look/join-link.ts';
import './look/note-line.ts';
import './look/rows.ts';
import './look/seats.ts';

/** Booking rules that the elements explain with; also of use to hosts that read the bookings in events. */
export { holdsSeat, slotStatus } from '@mentor-slots/contract/rules';
export type * from './alumni-slots/before-events.ts';
export type * from './alumni-slots/student-events.ts';
export { Failure } from './client/failure.ts';
export type { GetToken, TokenReason } from './client/token-source.ts';
export type { Check, Diagnosis } from './diagnosis/diagnosis.ts';
export * from './element/events.ts';
export type { Facts, Message, Messages } from './element/messages.ts';
export { AlumniSlots, MentorCalendar };

const elements = { 'alumni-slots': AlumniSlots, 'mentor-calendar': MentorCalendar };
for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
