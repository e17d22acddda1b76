import { json } from '@sveltejs/kit';
import { SignJWT } from 'jose';
import { env } from '$env/dynamic/private';
import { findPerson } from '$lib/people.server.js';

/** Tells the service for ten minutes who is signed in. */
export async function POST({ cookies }) {
  const person = findPerson(cookies.get('person'));
  if (!person) return json({ message: 'Please sign in first.' }, { status: 401 });
  const { id, name, email, role } = person;
  const token = await new SignJWT({ name, email, role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(env.JWT_SECRET));
  return json({ token }, { headers: { 'cache-control': 'no-store' } });
}
