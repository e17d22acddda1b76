import fastifyJwt from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';

/** Checks a token's signature and returns its claims. Throws, whatever it throws, when the token is bad. */
export type CheckSignature = (token: string) => Promise<Record<string, unknown>>;

/** Tokens that the portal signs with a secret which it shares with the service: HS256 and nothing else. */
export async function sharedSecret(app: FastifyInstance, secret: string): Promise<CheckSignature> {
  await app.register(fastifyJwt, {
    secret,
    // Times are checked with the other claims, by the clock that was handed in.
    verify: {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      ignoreExpiration: true,
      ignoreNotBefore: true,
    },
  });
  return async (token) => app.jwt.verify<Record<string, unknown>>(token);
}
