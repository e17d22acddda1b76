/** GET /mentor-slots.js: the elements, served by the service itself to pages of any origin. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyPluginAsync } from 'fastify';
import { Problem } from '../problem.ts';
import { matchesTag } from './entity-tags.ts';

/** `file`: the built bundle. Read once; where it was not built the route says so. */
export const widgetFile: FastifyPluginAsync<{ file: URL }> = async (app, { file }) => {
  const source = await readFile(file).catch(() => null);
  const encodings = source && {
    br: await promisify(brotliCompress)(source),
    gzip: await promisify(gzip)(source),
    identity: source,
  };
  const tag = source && createHash('sha1').update(source).digest('base64url');

  app.get('/mentor-slots.js', { schema: { hide: true } }, async (request, reply) => {
    if (!encodings) throw new Problem('not_found', 'The elements are not built yet: run "npm run build".');
    const encoding = chooseEncoding(request.headers['accept-encoding'] ?? '');
    const etag = `"${tag}-${encoding}"`;
    // A module script of another origin is fetched with CORS, a classic one is stopped by CORP: both are meant.
    reply.header('access-control-allow-origin', '*');
    reply.header('cross-origin-resource-policy', 'cross-origin');
    reply.header('cache-control', 'public, max-age=300, stale-while-revalidate=86400');
    reply.header('vary', 'Accept-Encoding');
    reply.header('etag', etag);
    if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.type('text/javascript; charset=utf-8').send(encodings[encoding]);
  });
};

/** The smallest form that the caller takes; `q=0` means that they do not (RFC 9110 §12.5.3). */
function chooseEncoding(accepted: string): 'br' | 'gzip' | 'identity' {
  const taken = accepted
    .split(',')
    .filter((item) => !/;\s*q=0(\.0*)?\s*$/i.test(item))
    .map((item) => item.split(';', 1)[0]?.trim().toLowerCase());
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
}
