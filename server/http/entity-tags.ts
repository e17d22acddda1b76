import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import fp from 'fastify-plugin';

interface Written {
  json: string;
  tag: string;
}

/** What is kept, as it was written when it was first sent. */
const written = new WeakMap<object, Written>();

/**
 * Sends what is kept for many answers, and never changes: its JSON is written once, as it is, and its entity tag is worked out
 * once. 304 where the caller holds it already.
 */
export function sendKept(reply: FastifyReply, kept: object): FastifyReply {
  let known = written.get(kept);
  if (known === undefined) {
    const json = JSON.stringify(kept);
    known = { json, tag: entityTag(json) };
    written.set(kept, known);
  }
  if (tellTag(reply, known.tag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(known.json);
}

/**
 * Strong entity tags (RFC 9110 §8.8.3) on what GET reads under /api/slots, and 304 where the caller holds it already.
 * What a caller may see depends on their token, so caches must ask each time and keep callers apart.
 */
export const entityTags = fp(async (app) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    const tagged =
      typeof payload === 'string' &&
      reply.statusCode === 200 &&
      (request.method === 'GET' || request.method === 'HEAD') &&
      // What says itself how it may be kept is not kept; what has its tag has been judged by it.
      !reply.hasHeader('cache-control') &&
      request.routeOptions.url?.startsWith('/api/slots') === true;
    if (!tagged || !tellTag(reply, entityTag(payload))) return done(null, payload);
    reply.code(304);
    reply.removeHeader('content-type');
    reply.removeHeader('content-length');
    done(null, '');
  });
});

/** Does the caller hold what has this tag? */
function tellTag(reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag);
  reply.header('cache-control', 'private, no-cache');
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'Authorization' : `${vary}, Authorization`);
  return matchesTag(reply.request.headers['if-none-match'], tag);
}

/** Of what is answered, or of all that it is made of. */
export function entityTag(text: string): string {
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

/** Does If-None-Match hold this tag? By weak comparison, as RFC 9110 §13.1.2 asks. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header === tag) return true;
  const candidates = header.split(',').map((candidate) => candidate.trim().replace(/^W\//, ''));
  return candidates.includes(tag) || candidates.includes('*');
}
