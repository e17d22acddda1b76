/**
 * Addresses of recordings for players, which cannot send a token: whoever has one reads that recording, for an hour. The key is
 * in the database, made by whichever process needs it first, so that each of them knows what another has signed.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { instant } from '../../clock.ts';
import type { Queries, Tx } from '../../db/database.ts';
import { Problem } from '../../problem.ts';
import { offerSigningKey, signingKey } from './queries.ts';

const keyName = 'recordings';
const goodForMs = 3_600_000;

/** The signed part of an address. */
export interface SignedPart {
  /** In seconds since 1970. */
  until?: string | undefined;
  signature?: string | undefined;
}

/** Makes the key, unless there is one. */
export async function makeSigningKey(tx: Tx, now: number): Promise<void> {
  if ((await signingKey(tx, keyName)) !== undefined) return;
  const secret = randomBytes(32).toString('base64url');
  await offerSigningKey(tx, { name: keyName, secret, created_at: instant(now) });
}

/** What signs addresses: given an id, the path of the service that is good for an hour from `now` (ms). */
export async function addressSigner(queries: Queries, now: number): Promise<(id: string) => string> {
  const key = await signingKey(queries, keyName);
  if (key === undefined) throw new Error('There is no key for addresses of recordings: a restart makes one.');
  const until = String(Math.floor((now + goodForMs) / 1000));
  return (id) => `/api/recordings/${id}?until=${until}&signature=${sign(key, id, until)}`;
}

/** 403 `address_expired` unless we have signed this, and it is still good. */
export async function checkAddress(
  queries: Queries,
  id: string,
  { until = '', signature = '' }: SignedPart,
  now: number,
): Promise<void> {
  const key = await signingKey(queries, keyName);
  const expected = Buffer.from(key === undefined ? '' : sign(key, id, until));
  const given = Buffer.from(signature);
  const isOurs = key !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
  if (isOurs && now < Number(until) * 1000) return;
  throw new Problem(
    'address_expired',
    'This address was good for an hour. Read the notes of the session again for a new one.',
  );
}

function sign(key: string, id: string, until: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(`${id}\n${until}`).digest('base64url');
}
