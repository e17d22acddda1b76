/** What people wrote, as a calendar file can hold it, and what its events are called. */
import type { BookedEvent } from '../outbox/booked-event.ts';

/** What names an event, and what is added to the session's version for its SEQUENCE. */
export interface EventName {
  uid: string;
  added: number;
}

/** One event a session, for whoever has no booking of it. */
export function slotEvent(slotId: string): EventName {
  return { uid: `${slotId}@mentor-slots`, added: 0 };
}

/**
 * One event a person and booking, for its life and wherever they move with it: of invitations, of what a student downloads, and
 * of the feed. Also from one alumnus to another: the organiser's address, by which calendars tell organisers apart, is the service's.
 */
export function bookingEvent(booking: BookedEvent): EventName {
  return { uid: `${booking.eventId}@mentor-slots`, added: booking.eventSequence };
}

/** What a person wrote, with no control character but the end of a line (RFC 5545 §3.1). */
export function plainText(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

/** An address in the characters that addresses have; those that texts escape are encoded, for addresses are no texts. */
export function plainAddress(address: string): string {
  return new URL(address).href.replace(
    /[\\;,]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A calendar as a file: each line ends, the last one too (RFC 5545 §3.1). */
export function calendarFile(calendar: { toString(): string }): string {
  return `${calendar.toString()}\r\n`;
}
