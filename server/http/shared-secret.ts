import fastifyJwt, { type JWT } from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';

/** Checks a token's signature and returns its claims. Throws, whatever it throws, when the token is bad. */
export type CheckSignature = (token: string) => Promise<Record<string, unknown>>;

/**
 * Tokens that the portal signs with a secret which it shares with the service: HS256 and nothing else. `previous` counts as well,
 * while the portal changes from it to `secret`.
 */
export async function sharedSecrets(
  app: FastifyInstance,
  secret: string,
  previous: string | null,
): Promise<CheckSignature> {
  const check = await checkBy(app, secret, 'secret');
  if (previous === null) return check;
  const checkPrevious = await checkBy(app, previous, 'previousSecret');
  return (token) => check(token).catch(() => checkPrevious(token));
}

async function checkBy(app: FastifyInstance, secret: string, namespace: string): Promise<CheckSignature> {
  await app.register(fastifyJwt, {
    secret,
    namespace,
    // Times are checked with the other claims, by the clock that was handed in.
    verify: {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      ignoreExpiration: true,
      ignoreNotBefore: true,
    },
  });
  const verifier = (app.jwt as unknown as Record<string, Pick<JWT, 'verify'> | undefined>)[namespace];
  if (verifier === undefined) throw new Error(`@fastify/jwt made no verifier for ${namespace}`);
  return async (token) => verifier.verify<Record<string, unknown>>(token);
}
