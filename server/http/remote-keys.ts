import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { CheckSignature } from './shared-secret.ts';

const algorithms = ['RS256', 'ES256', 'EdDSA'];

/**
 * Tokens of an identity provider whose public keys stand at `url`. Keys are kept for ten minutes; an unknown `kid`
 * asks again, at most every 30 seconds. Throws a Problem `unavailable` when the keys cannot be had.
 */
export function remoteKeys(url: string, clock: Clock): CheckSignature {
  const keySet = createRemoteJWKSet(new URL(url));
  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      throw new Problem('unavailable', 'The keys that tokens are checked with cannot be had right now.', {
        retryAfter: 5,
      });
    }
  };

  return async (token) => {
    const options = { algorithms, currentDate: new Date(clock()) };
    try {
      return (await jwtVerify(token, keyOf, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      // The token names no key: any of the set's will do.
      for await (const key of error) {
        const verified = await jwtVerify(token, key, options).catch(() => null);
        if (verified) return verified.payload;
      }
      throw error;
    }
  };
}

function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
