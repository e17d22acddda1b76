/** Registers `<mentor-calendar>` and `<alumni-slots>`. Loading it twice is harmless. */
import { AlumniSlots } from './alumni-slots/alumni-slots.ts';
import { MentorCalendar } from './mentor-calendar/mentor-calendar.ts';

/** Booking rules that the elements explain with; also of use to hosts that read the bookings in events. */
export { holdsSeat, slotStatus } from '@mentor-slots/contract/rules';
export type * from './alumni-slots/alumni-selected.ts';
export type * from './alumni-slots/booking/events.ts';
export { Failure } from './client/failure.ts';
export type { GetToken, TokenReason } from './client/token-source.ts';
export type { Check, Diagnosis } from './diagnosis/diagnosis.ts';
export * from './element/events.ts';
export type { Facts, Message, Messages } from './text/messages.ts';
export { AlumniSlots, MentorCalendar };

const elements = { 'alumni-slots': AlumniSlots, 'mentor-calendar': MentorCalendar };
/** Null where there is no DOM: a server may import this, and draws the bare tags. */
const registry = globalThis.customElements ?? null;
for (const [tag, element] of Object.entries(elements)) {
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
