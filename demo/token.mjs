/**
 * All that a portal has to add on its server: a token endpoint. The token tells the slot service for ten minutes who is
 * signed in; a secret that both know signs it. The elements fetch it through `getToken`.
 */
import { SignJWT } from 'jose';

/** A token for one of the portal's people. `secret` is the service's JWT_SECRET, `now` the time, ms. */
export function mintToken(person, secret, now = Date.now()) {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ name: person.name, email: person.email, role: person.role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(person.id)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 600)
    .sign(new TextEncoder().encode(secret));
}

/** `POST /portal/token` → `{ token }` for whoever is signed in, else 401. */
export function tokenEndpoint(portal, { sessions, secret, now = Date.now }) {
  portal.post('/portal/token', async (request, reply) => {
    const person = sessions.personOf(request);
    if (!person) return reply.code(401).send({ message: 'Please sign in first.' });
    reply.header('cache-control', 'no-store');
    return { token: await mintToken(person, secret, now()) };
  });
}
