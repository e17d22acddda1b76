/**
 * The portal's own login: a signed cookie that says who is there. Only the portal uses it; the slot service
 * never sees it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { findPerson } from './people.mjs';

const cookieName = 'northfield';

/** `signIn(reply, person)`, `signOut(reply)` and `personOf(request)`, which answers undefined when nobody is signed in. */
export function createSessions(secret) {
  const key = `portal session ${secret}`;
  const sign = (id) => createHmac('sha256', key).update(id).digest('base64url');
  const setCookie = (reply, value, seconds) =>
    reply.header('set-cookie', `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`);

  return {
    signIn: (reply, person) => setCookie(reply, `${person.id}.${sign(person.id)}`, 7 * 24 * 3600),
    signOut: (reply) => setCookie(reply, '', 0),
    personOf(request) {
      const cookies = (request.headers.cookie ?? '').split('; ');
      const value = cookies
        .find((cookie) => cookie.startsWith(`${cookieName}=`))
        ?.slice(cookieName.length + 1);
      const [id = '', signature = ''] = value?.split('.') ?? [];
      const [given, expected] = [Buffer.from(signature), Buffer.from(sign(id))];
      return given.length === expected.length && timingSafeEqual(given, expected)
        ? findPerson(id)
        : undefined;
    },
  };
}
