/** A fresh token from the portal's own endpoint; null when nobody is signed in. One function for all elements. */
export async function getToken() {
  const response = await fetch('/portal/token', { method: 'POST' });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The portal gave no token (${response.status}).`);
  return (await response.json()).token;
}

/** For `{@attach}`, which runs in the browser alone: a function has no place in what the server draws. */
export function signedIn(element) {
  element.getToken = getToken;
}
