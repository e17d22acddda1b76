/** As much of the elements' events as this page uses. */
export interface BookingEvent extends Event {
  booking: { id: string; slot: { startsAt: string; alumniName: string } };
}

/** A fresh token from the portal's own endpoint; null when nobody is signed in. One function for all elements. */
export async function getToken(): Promise<string | null> {
  const response = await fetch('/portal/token', { method: 'POST' });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The portal gave no token (${response.status}).`);
  return (await response.json()).token;
}

/** "Ada Lindqvist, 5 June 2027 at 10:00" */
export function describe({ booking: { slot } }: BookingEvent, lang: string): string {
  const when = new Date(slot.startsAt).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
  return `${slot.alumniName}, ${when}`;
}
