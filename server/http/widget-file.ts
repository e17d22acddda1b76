/** Serves the elements to pages of any origin: /mentor-slots.js, its loader for classic scripts, the files that they fetch later, and the licences of them all. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { matchesTag } from './entity-tags.ts';

interface Script {
  type: string;
  tag: string;
  /** Its bytes in this encoding: packed when first asked for, so that starting does not wait for it. */
  encoded(encoding: Encoding): Promise<Buffer>;
}

type Encoding = keyof typeof pack;

const pack = {
  br: promisify(brotliCompress) as (bytes: Buffer) => Promise<Buffer>,
  gzip: promisify(gzip) as (bytes: Buffer) => Promise<Buffer>,
  identity: async (bytes: Buffer) => bytes,
};

/** By content and encoding, for all services of a process: to pack all files as small as can be takes half a second. */
const packed = new Map<string, Promise<Buffer>>();

/**
 * `file`: the built module; what it fetches when needed stands beside it in a folder of the same name. All of it is
 * read once; where it was not built the route says so.
 */
export const widgetFile: FastifyPluginAsync<{ file: URL }> = async (app, { file }) => {
  const folder = new URL(`${file.href.replace(/\.js$/, '')}/`);
  const parts = new Map<string, Script | null>();
  // All at once: a start has nobody to keep waiting, and one by one a hundred files take most of it.
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    parts.set(name, readScript(new URL(name, folder)));

  const whole = ['.js', '.classic.js', '.licenses.txt'];
  for (const [path, ending] of whole.map((ending) => [`/mentor-slots${ending}`, ending] as const)) {
    const script = readScript(new URL(file.href.replace(/\.js$/, ending)));
    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      letPagesRead(reply);
      if (script === null)
        throw new Problem('not_found', 'The elements are not built yet: run "npm run build".');
      // Its parts are gone once a newer release is served: no page may run it without asking whether it still is the one.
      return send(script, 'no-cache', request, reply);
    });
  }

  app.get<{ Params: { part: string } }>(
    '/mentor-slots/:part',
    { schema: { hide: true } },
    async (request, reply) => {
      letPagesRead(reply);
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

/** A module script of another origin is fetched with CORS, a classic one is stopped by CORP: both are meant, of a refusal too. */
function letPagesRead(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*');
  reply.header('cross-origin-resource-policy', 'cross-origin');
}

function readScript(file: URL): Script | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const tag = createHash('sha1').update(bytes).digest('base64url');
  return {
    type: file.pathname.endsWith('.txt') ? 'text/plain' : 'text/javascript',
    tag,
    encoded(encoding) {
      const key = `${tag} ${encoding}`;
      const known = packed.get(key) ?? pack[encoding](bytes);
      packed.set(key, known);
      return known;
    },
  };
}

async function send(
  script: Script,
  cacheControl: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const encoding = chooseEncoding(request.headers['accept-encoding'] ?? '');
  const etag = `"${script.tag}-${encoding}"`;
  reply.header('cache-control', cacheControl);
  reply.header('vary', 'Accept-Encoding');
  reply.header('etag', etag);
  if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(`${script.type}; charset=utf-8`).send(await script.encoded(encoding));
}

/** The smallest form that the caller takes; `q=0` means that they do not (RFC 9110 §12.5.3). */
function chooseEncoding(accepted: string): Encoding {
  const taken = accepted
    .split(',')
    .filter((item) => !/;\s*q=0(\.0*)?\s*$/i.test(item))
    .map((item) => item.split(';', 1)[0]?.trim().toLowerCase());
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
}
