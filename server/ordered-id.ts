import { randomUUID } from 'node:crypto';

let count = 0;

/** An id that sorts in the order of time (`now` in ms), and what one process makes in one millisecond in the order in which it does. */
export function nextId(now: number): string {
  count = (count + 1) % 0x1000000;
  return idsFrom(now) + count.toString(16).padStart(6, '0') + randomUUID().slice(0, 8);
}

/** What the ids of this instant, in milliseconds, begin with: those before it sort below, the others above. */
export function idsFrom(milliseconds: number): string {
  return Math.max(0, milliseconds).toString(16).padStart(12, '0');
}
