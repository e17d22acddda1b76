import type { FastifyBaseLogger } from 'fastify';
import { createLocalJWKSet } from 'jose';
import type { Clock, Elapsed } from '../clock.ts';

/** The keys of an identity provider, as they were last read. */
export type Keys = ReturnType<typeof createLocalJWKSet>;

export interface KeySet {
  /**
   * The keys, asked for again where they are older than ten minutes. While the provider cannot be reached those last read
   * serve for a day more, and nobody waits for it but who comes first. Null where there are none.
   */
  current(): Promise<Keys | null>;
  /** Asks for them again because they lack a token's key, where that may be. */
  renew(): Promise<void>;
  /**
   * May a key that was made at this moment (ms, by the clock) be missing only because it could not be asked for? So it is
   * while the provider cannot be reached, and where it was last asked before that moment. Then the seconds until it may
   * be asked again; otherwise null.
   */
  mayCome(made: number): number | null;
}

const freshMs = 10 * 60_000;
const servesMs = freshMs + 24 * 3_600_000;
/** From one asking to the next, whatever came of it. */
const pauseMs = 30_000;
const timeOutMs = 2_000;
const largestBytes = 64 * 1024;

export interface KeySetDeps {
  clock: Clock;
  elapsed: Elapsed;
  log: Pick<FastifyBaseLogger, 'warn'>;
}

export function remoteKeySet(url: string, { clock, elapsed, log }: KeySetDeps): KeySet {
  let keys: Keys | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;
  let away = false;
  /** The same by the clock, of the asking's beginning: what was made later may not have been answered yet. */
  let askedOn: number | null = null;

  /** Resolves when the provider has answered or has not; at once where it may not be asked. Never rejects. */
  function ask(): Promise<void> {
    if (asking !== null) return asking;
    if (!mayAsk()) return Promise.resolve();
    askedAt = elapsed();
    askedOn = clock();
    asking = readKeys(url)
      .then(
        (read) => {
          keys = read;
          readAt = elapsed();
          away = false;
        },
        (error: unknown) => {
          log.warn(
            { err: error },
            'the keys of JWKS_URL cannot be read; those last read serve for a day more',
          );
          away = true;
        },
      )
      .finally(() => {
        askedAt = elapsed();
        asking = null;
      });
    return asking;
  }

  function mayAsk(): boolean {
    return elapsed() - askedAt >= pauseMs;
  }

  return {
    current: async () => {
      const age = elapsed() - readAt;
      if (age < freshMs) return keys;
      const asked = ask();
      if (age >= servesMs || !away) await asked;
      return elapsed() - readAt < servesMs ? keys : null;
    },
    renew: async () => {
      if (asking === null && !mayAsk()) return;
      const asked = ask();
      if (!away) await asked;
    },
    mayCome: (made) => {
      const tooEarly = askedOn !== null && askedOn < made;
      return away || tooEarly ? Math.max(1, Math.ceil((askedAt + pauseMs - elapsed()) / 1000)) : null;
    },
  };
}

/** Throws where the answer does not come soon, is no key set, is too large, or stands somewhere else. */
export async function readKeys(url: string): Promise<Keys> {
  const answer = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeOutMs),
  });
  if (answer.status !== 200 || answer.body === null) {
    await answer.body?.cancel();
    throw new Error(`The key server answers ${answer.status}.`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the connection: what is too large is not read to its end.
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > largestBytes) throw new Error('The answer of the key server is larger than 64 KiB.');
    chunks.push(chunk);
  }
  return createLocalJWKSet(JSON.parse(Buffer.concat(chunks).toString()));
}

/** How many of them a token may be signed with. */
export function usableKeys(keys: Keys): number {
  const types = ['RSA', 'EC', 'OKP'];
  return keys.jwks().keys.filter(({ kty, use }) => types.includes(kty ?? '') && use !== 'enc').length;
}
