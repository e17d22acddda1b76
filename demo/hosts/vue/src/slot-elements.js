/** A fresh token from the portal's own endpoint; null when nobody is signed in. One function for all elements. */
export async function getToken() {
  const response = await fetch('/portal/token', { method: 'POST' });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The portal gave no token (${response.status}).`);
  return (await response.json()).token;
}

/** "Ada Lindqvist, 5 June 2027 at 10:00" */
export function describe({ slot }, lang) {
  const when = new Date(slot.startsAt).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
  return `${slot.alumniName}, ${when}`;
}
