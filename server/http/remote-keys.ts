import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Caller } from '../caller.ts';
import { Problem } from '../problem.ts';
import { type KeySetDeps, remoteKeySet } from './key-set.ts';
import type { CheckSignature } from './shared-secret.ts';

const algorithms = ['RS256', 'ES256', 'EdDSA'];

/**
 * Tokens of an identity provider whose public keys stand at `url`. A `kid` that is not among them has the provider asked
 * again, at most every 30 seconds; only a token whose claims would be accepted may spend that (`checkClaims` throws
 * otherwise), so that other people's tokens keep no new key unknown. Throws a Problem `unavailable` when the keys
 * cannot be had, or when the provider was last asked before this token was issued, so that its key may have come since.
 */
export function remoteKeys(
  url: string,
  deps: KeySetDeps,
  checkClaims: (claims: Record<string, unknown>) => Pick<Caller, 'issuedAt'>,
): CheckSignature {
  const keySet = remoteKeySet(url, deps);
  const keyOf: JWTVerifyGetKey = async (header, token) => {
    const known = await keySet.current();
    if (known === null)
      throw unavailable('The keys that tokens are checked with cannot be had right now.', 5);
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const { issuedAt } = checkClaims(claimsOf(token.payload));
      // It may have been made at the end of the second that it names, and just now where it names none.
      const made = Math.min(issuedAt === 0 ? Infinity : issuedAt * 1000 + 999, deps.clock());
      await keySet.renew();
      return ((await keySet.current()) ?? known)(header, token).catch((missing: unknown) => {
        const seconds = keySet.mayCome(made);
        if (seconds === null || !(missing instanceof errors.JWKSNoMatchingKey)) throw missing;
        throw unavailable('The key of this token is not known yet, and cannot be asked for yet.', seconds);
      });
    }
  };

  return async (token) => {
    // A signature holds at any time; what the claims say of time is judged with the others.
    const options = {
      algorithms,
      currentDate: new Date(deps.clock()),
      clockTolerance: Number.MAX_SAFE_INTEGER,
    };
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

/** What a token says of itself before anybody vouches for it. */
function claimsOf(payload: string | Uint8Array): Record<string, unknown> {
  const claims: unknown = JSON.parse(Buffer.from(String(payload), 'base64url').toString());
  return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
}

function unavailable(detail: string, retryAfter: number): Problem {
  return new Problem('unavailable', detail, { retryAfter });
}
