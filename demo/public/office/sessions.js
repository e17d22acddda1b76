/** The sessions of one alumnus, as the office reads them. */
import { askAll } from './service.js';
import { daysFrom, sessionTime } from './times.js';

/** From so many days before today on, newest first: `[slot, …]`. */
export async function readSessions(alumniId, { back, ahead }) {
  const range = { alumniId, from: daysFrom(-back), to: daysFrom(ahead), limit: '200' };
  const slots = await askAll('/api/slots/my-slots', range, 'slots');
  return slots.sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1));
}

/** How a session is called in a list of one alumnus's. */
export function titleOf(slot) {
  const state = slot.status === 'cancelled' ? ' (called off)' : '';
  return `${sessionTime(slot)} · ${slot.description ?? 'Mentoring session'}${state}`;
}
