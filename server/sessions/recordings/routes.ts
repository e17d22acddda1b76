import type { IncomingHttpHeaders } from 'node:http';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { IdSchema } from '@mentor-slots/contract';
import Type from 'typebox';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { requireCaller, requireRole } from '../../http/identity.ts';
import { describeRoute } from '../../http/openapi.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { logged, Problem } from '../../problem.ts';
import { makeSigningKey } from './address.ts';
import { shownInline } from './disposition.ts';
import { recordingSize, removeRecordingFiles } from './files.ts';
import { loadRecordingAt, loadRecordingFor, recordingNotFound, removeRecording } from './recordings.ts';

export interface RecordingDeps {
  database: Database;
  clock: Clock;
  /** The folder of recordings; null: none are taken, and none are given. */
  mediaDir: string | null;
  /** How many bytes one may have. */
  mediaMax: number;
}

const ParamsSchema = Type.Object({ id: IdSchema }, { additionalProperties: false });

/** Where a recording is opened as a page of its own, it is one that nothing runs in. */
const helmet = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      mediaSrc: ["'self'"],
      frameAncestors: ["'none'"],
      sandbox: [] as string[],
    },
  },
  // A player stands in a page of another origin. Whoever has no address of ours learns nothing by it.
  crossOriginResourcePolicy: { policy: 'cross-origin' as const },
};

const binary = (description: string) => ({
  description,
  content: { 'application/octet-stream': { schema: Type.String({ format: 'binary' }) } },
});

/** Hearing and seeing the recordings of a session, and removing them. */
export const recordingRoutes: FastifyPluginAsyncTypebox<RecordingDeps> = async (
  app,
  { database, clock, mediaDir },
) => {
  // For `reply.sendFile`, which knows ranges; it serves nothing by itself.
  await app.register(fastifyStatic, { serve: false, root: undefined as never });
  app.addHook('onReady', async () => {
    if (mediaDir !== null && !database.isReadOnly) await database.write((tx) => makeSigningKey(tx, clock()));
  });

  app.get(
    '/api/recordings/:id',
    {
      helmet,
      schema: {
        ...describeRoute('readRecording', 'Hear or see a recording', 'in session or holder', {
          problems: [
            'media_off',
            'recording_not_found',
            'not_in_session',
            'address_expired',
            'range_not_satisfiable',
          ],
          detail:
            'With a token, or by the signed address that stands in the notes of the session, which is good for an hour. Answers with the type of ' +
            'the recording, and with a part of it where `Range` asks for one.',
        }),
        params: ParamsSchema,
        querystring: Type.Object(
          {
            until: Type.Optional(Type.String({ maxLength: 32, description: 'of a signed address' })),
            signature: Type.Optional(Type.String({ maxLength: 128, description: 'of a signed address' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: binary('all of it'), 206: binary('a part of it') },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { query } = request;
      const isSigned = query.signature !== undefined || query.until !== undefined;
      const caller = isSigned ? null : requireCaller(request);
      const folder = requireFolder(mediaDir);
      const recording =
        caller === null
          ? await loadRecordingAt(database.read, id, query, clock())
          : await loadRecordingFor(database.read, caller, id);
      const size = await recordingSize(folder, id);
      if (size === null) {
        request.log.error({ recording: id }, 'The file of a recording is missing: see mentor-slots doctor');
        throw recordingNotFound();
      }
      settleHeaders(request.raw.headers, size);
      reply
        .type(recording.type)
        .header('cache-control', 'private, no-store')
        .header('content-disposition', shownInline(recording.name, recording.type))
        .header('x-robots-tag', 'noindex');
      return reply.sendFile(id, folder, { cacheControl: false, contentType: false });
    },
  );

  app.delete(
    '/api/recordings/:id',
    {
      schema: {
        ...describeRoute('removeRecording', 'Remove a recording', 'owner', {
          problems: ['media_off', 'recording_not_found', 'not_yours'],
        }),
        params: ParamsSchema,
        response: { 204: Type.Null() },
      },
      ...optionalBody,
    },
    async (request, reply) => {
      const caller = requireRole(request, 'alumni');
      const folder = requireFolder(mediaDir);
      const { id } = request.params;
      await database.write((tx) => removeRecording(tx, caller, id, clock()));
      // The row is gone, and with it the recording for everybody; a file that stays behind is swept up.
      await removeRecordingFiles(folder, [id]).catch((error: unknown) =>
        request.log.warn(logged(error), 'The file of a recording could not be removed'),
      );
      return reply.code(204).send(null);
    },
  );
};

/** What `sendFile` would take in another way than it is meant, of a recording of this size. */
function settleHeaders(headers: IncomingHttpHeaders, size: number): void {
  // The last so many bytes of what is shorter than that are all of it (RFC 9110 §14.1.2).
  const [, last] = /^bytes=-(\d+)$/.exec(headers.range ?? '') ?? [];
  if (Number(last) > size) headers.range = 'bytes=0-';
  // A recording never changes, so it is as a client wants it to be.
  delete headers['if-match'];
  delete headers['if-unmodified-since'];
}

/** The folder of recordings, or a Problem where there is none. */
export function requireFolder(mediaDir: string | null): string {
  if (mediaDir === null)
    throw new Problem('media_off', 'This service takes no recordings. Whoever runs it can set MEDIA_DIR.');
  return mediaDir;
}
