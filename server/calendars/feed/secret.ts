/** The secret in the address of a feed: whoever has the address reads the feed, so only a hash of it is kept. */
import { createHash, randomBytes } from 'node:crypto';

/** 128 bits in 22 characters. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** Nobody guesses 128 random bits: one round without salt is enough, and finds a feed by an index. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
