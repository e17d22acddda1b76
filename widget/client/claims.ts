/** The claims of a JWT, unverified, or null where it is none: good for showing and renewing, the service decides what counts. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | null {
  const [, payload, signature] = token.split('.');
  if (!payload || !signature) return null;
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return Object(JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0)))));
  } catch {
    return null;
  }
}
