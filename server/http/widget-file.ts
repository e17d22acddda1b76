/** GET /mentor-slots.js and its parts: the elements, served by the service itself to pages of any origin. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { matchesTag } from './entity-tags.ts';

interface Script {
  br: Buffer;
  gzip: Buffer;
  identity: Buffer;
  tag: string;
}

/**
 * `file`: the built module; what it fetches when needed stands beside it in a folder of the same name. All of it is
 * read once; where it was not built the route says so.
 */
export const widgetFile: FastifyPluginAsync<{ file: URL }> = async (app, { file }) => {
  const whole = await readScript(file);
  const folder = new URL(`${file.href.replace(/\.js$/, '')}/`);
  const parts = new Map<string, Script | null>();
  for (const name of await readdir(folder).catch(() => []))
    parts.set(name, await readScript(new URL(name, folder)));

  app.get('/mentor-slots.js', { schema: { hide: true } }, async (request, reply) => {
    if (whole === null)
      throw new Problem('not_found', 'The elements are not built yet: run "npm run build".');
    return send(whole, 'public, max-age=300, stale-while-revalidate=86400', request, reply);
  });

  app.get<{ Params: { part: string } }>(
    '/mentor-slots/:part',
    { schema: { hide: true } },
    async (request, reply) => {
      const part = parts.get(request.params.part);
      if (!part)
        throw new Problem(
          'not_found',
          'The elements have no such part. Reload the page to get newer elements.',
        );
      // A part's name changes with its content.
      return send(part, 'public, max-age=31536000, immutable', request, reply);
    },
  );
};

async function readScript(file: URL): Promise<Script | null> {
  const identity = await readFile(file).catch(() => null);
  if (identity === null) return null;
  return {
    br: await promisify(brotliCompress)(identity),
    gzip: await promisify(gzip)(identity),
    identity,
    tag: createHash('sha1').update(identity).digest('base64url'),
  };
}

function send(
  script: Script,
  cacheControl: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding'] ?? '');
  const etag = `"${script.tag}-${encoding}"`;
  // A module script of another origin is fetched with CORS, a classic one is stopped by CORP: both are meant.
  reply.header('access-control-allow-origin', '*');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  reply.header('cache-control', cacheControl);
  reply.header('vary', 'Accept-Encoding');
  reply.header('etag', etag);
  if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type('text/javascript; charset=utf-8').send(script[encoding]);
}

/** The smallest form that the caller takes; `q=0` means that they do not (RFC 9110 §12.5.3). */
function chooseEncoding(accepted: string): 'br' | 'gzip' | 'identity' {
  const taken = accepted
    .split(',')
    .filter((item) => !/;\s*q=0(\.0*)?\s*$/i.test(item))
    .map((item) => item.split(';', 1)[0]?.trim().toLowerCase());
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
}
