/**
 * Who is calling: `Authorization: Bearer <jwt>`, and nothing else (no cookie, no query).
 *
 * After it `request.caller` is the verified person or null, and `app.verifyToken` verifies tokens that come another
 * way. A bad token is remembered, not refused here: admission.ts refuses it after the limiter has counted it.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { LRUCache } from 'lru-cache';
import type { Caller, Role, VerifyToken } from '../caller.ts';
import type { Clock, Elapsed } from '../clock.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { invalidToken, readCaller } from './claims.ts';
import { remoteKeys } from './remote-keys.ts';
import { sharedSecrets } from './shared-secret.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The person that the request's token names, or null without a token. */
    caller: Caller | null;
    /** Why the request's token is refused, or null. */
    badToken: Problem | null;
  }
  interface FastifyInstance {
    verifyToken: VerifyToken;
  }
}

export interface IdentityDeps {
  config: Config;
  clock: Clock;
  elapsed: Elapsed;
}

/** Proxies and Node itself take little more in a header. */
const longestToken = 8 * 1024;
/** How many bytes the tokens that are remembered may take together: some 10,000 usual ones. */
const mostRemembered = 8 * 1024 * 1024;
/** What is kept of a token besides its characters: who it is, their roles, and its place among the others. */
const callerBytes = 400;
/** How long a token may still be believed after its key was withdrawn, besides the keys' own ten minutes. */
const withdrawnKeyMs = 60_000;

export const identity = fp(
  async (app: FastifyInstance, deps: IdentityDeps) => {
    const { remembered, verify } = await tokenVerifier(app, deps);
    app.decorate('verifyToken', async (token: string) => remembered(token) ?? verify(token));
    app.decorateRequest('caller', null);
    app.decorateRequest('badToken', null);

    app.addHook('onRequest', (request, _reply, done) => {
      const accept = (caller: Caller) => {
        request.caller = { ...caller, requestId: request.id };
        done();
      };
      const refuse = (error: unknown) => {
        request.badToken = error as Problem;
        done();
      };
      const token = readHeader(request);
      if (token === null) return done();
      if (token instanceof Problem) return refuse(token);
      const known = remembered(token);
      if (known !== null) return accept(known);
      verify(token).then(accept, refuse);
    });
  },
  { name: 'identity', fastify: '5.x', dependencies: ['problems'] },
);

/** The caller, or a Problem `unauthenticated`. */
export function requireCaller(request: FastifyRequest): Caller {
  if (request.caller === null) {
    throw new Problem('unauthenticated', 'Sign in first: this needs a token (Authorization: Bearer …).');
  }
  return request.caller;
}

/** The caller in this role, or a Problem. An admin may do what any alumnus may. */
export function requireRole(request: FastifyRequest, role: Role): Caller {
  const caller = requireCaller(request);
  if (caller.roles.has(role) || (role === 'alumni' && caller.roles.has('admin'))) return caller;
  const has =
    caller.roles.size === 0
      ? 'gives none of alumni, student and admin (JWT_ROLE_CLAIM says where the role stands, JWT_ROLE_MAP maps other words)'
      : `gives ${[...caller.roles].sort().join(' and ')}`;
  throw new Problem('wrong_role', `This needs the role ${role}; the token ${has}.`, {
    requiredRole: role,
    roles: [...caller.roles].sort(),
  });
}

interface TokenVerifier {
  /** Whom a token that was verified before names, while it may be believed without being verified again. */
  remembered(token: string): Caller | null;
  verify: VerifyToken;
}

async function tokenVerifier(
  app: FastifyInstance,
  { config, clock, elapsed }: IdentityDeps,
): Promise<TokenVerifier> {
  const checkSignature =
    config.jwksUrl === null
      ? await sharedSecrets(app, config.jwtSecret ?? '', config.jwtSecretPrevious)
      : remoteKeys(config.jwksUrl, { clock, elapsed, log: app.log }, (claims) =>
          readCaller(claims, config, clock()),
        );
  // Checking a signature costs as much as answering a small request; a person sends the same token many times.
  // Only verified tokens get in, and none is believed past its exp or longer than its key may be withdrawn.
  const known = new LRUCache<string, { caller: Caller; forgetAt: number }>({
    maxSize: mostRemembered,
    sizeCalculation: (_, token) => token.length + callerBytes,
  });
  const rememberMs = config.jwksUrl === null ? Number.POSITIVE_INFINITY : withdrawnKeyMs;

  function remembered(token: string): Caller | null {
    const before = known.get(token);
    if (before === undefined || clock() >= before.caller.expiresAt * 1000 || elapsed() >= before.forgetAt)
      return null;
    return before.caller;
  }

  async function verify(token: string): Promise<Caller> {
    if (token.length > longestToken)
      throw invalidToken(
        `has ${token.length} characters; it may have 8,192. Leave out claims that nobody here reads`,
      );
    if (!isWellFormed(token)) throw invalidToken('is not a JSON Web Token');
    const claims = await checkSignature(token).catch((error: unknown) => {
      throw error instanceof Problem ? error : invalidToken('was not signed for this service');
    });
    const caller = readCaller(claims, config, clock());
    known.set(token, { caller, forgetAt: elapsed() + rememberMs });
    return caller;
  }

  return { remembered, verify };
}

/** Three base64url parts, the last in its only spelling: otherwise four spellings of a token would count as it. */
function isWellFormed(token: string): boolean {
  const signature = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(token)?.[1];
  return signature !== undefined && Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

/** The token of the request, null where none came, or what is wrong with how it came. */
function readHeader({ headers, raw }: FastifyRequest): string | Problem | null {
  const header = headers.authorization;
  if (header === undefined) return null;
  // Names and values in turn.
  const names = raw.rawHeaders.filter((name, index) => index % 2 === 0 && isAuthorization(name));
  if (names.length > 1) return invalidToken('comes twice: send one Authorization header');
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  return token ?? invalidToken('must be sent as Authorization: Bearer <token>');
}

function isAuthorization(name: string): boolean {
  return name.length === 13 && name.toLowerCase() === 'authorization';
}
