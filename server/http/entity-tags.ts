import { createHash } from 'node:crypto';
import fp from 'fastify-plugin';

/**
 * Strong entity tags (RFC 9110 §8.8.3) on what GET reads under /api/slots, and 304 where the caller holds it already.
 * What a caller may see depends on their token, so caches must ask each time and keep callers apart.
 */
export const entityTags = fp(async (app) => {
  app.addHook('onSend', async (request, reply, payload) => {
    const tagged =
      (request.method === 'GET' || request.method === 'HEAD') &&
      reply.statusCode === 200 &&
      request.routeOptions.url?.startsWith('/api/slots') === true &&
      typeof payload === 'string' &&
      // What says itself how it may be kept is not kept.
      !reply.hasHeader('cache-control');
    if (!tagged) return payload;
    const tag = entityTag(payload);
    reply.header('etag', tag);
    reply.header('cache-control', 'private, no-cache');
    reply.header('vary', [reply.getHeader('vary'), 'Authorization'].filter(Boolean).join(', '));
    if (!matchesTag(request.headers['if-none-match'], tag)) return payload;
    reply.code(304);
    reply.removeHeader('content-type');
    reply.removeHeader('content-length');
    return '';
  });
});

/** Of what is answered, or of all that it is made of. */
export function entityTag(text: string): string {
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

/** Does If-None-Match hold this tag? By weak comparison, as RFC 9110 §13.1.2 asks. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const candidates = header.split(',').map((candidate) => candidate.trim().replace(/^W\//, ''));
  return candidates.includes(tag) || candidates.includes('*');
}
