import type { AlumniSlotsElement, BookingEvent, MentorCalendarElement } from './mentor-slots-types.ts';

/** A fresh token from the portal's own endpoint; null when nobody is signed in. One function for all elements. */
export async function getToken(): Promise<string | null> {
  const response = await fetch('/portal/token', { method: 'POST' });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The portal gave no token (${response.status}).`);
  return (await response.json()).token;
}

/** For `ref`: as a property it counts before the elements' script has come, too; as a prop React would drop it then. */
export function signedIn(element: AlumniSlotsElement | MentorCalendarElement | null): void {
  if (element) element.getToken = getToken;
}

/** "Ada Lindqvist, 5 June 2027 at 10:00" */
export function describe({ booking: { slot } }: BookingEvent, lang: string): string {
  const when = new Date(slot.startsAt).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
  return `${slot.alumniName}, ${when}`;
}
