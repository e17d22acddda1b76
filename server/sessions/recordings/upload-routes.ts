import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { IdSchema, RecordingSchema, UploadRecordingSchema } from '@mentor-slots/contract';
import Type from 'typebox';
import { requireRole } from '../../http/identity.ts';
import { describeRoute } from '../../http/openapi.ts';
import { receiveFile, type UploadPatience, uploads } from '../../http/uploads.ts';
import { loadBegunSession } from '../in-session.ts';
import { receiveRecording, recordingTooLarge } from './files.ts';
import { addRecording, isRecording } from './recordings.ts';
import { type RecordingDeps, requireFolder } from './routes.ts';
import { upload } from './upload.ts';

/** What a body may have beside the file: its boundaries, their headers, small fields. */
const besideFile = 64 * 1024;

/** How long, in ms, a stop of the service waits for uploads. */
const stoppingMs = 1500;

/** Adding a recording to a session. */
export const recordingUploadRoutes: FastifyPluginAsyncTypebox<RecordingDeps & { silenceMs: number }> = async (
  app,
  { database, clock, mediaDir, mediaMax, silenceMs },
) => {
  await app.register(uploads);
  const running = new Set<Promise<unknown>>();
  const stop = new AbortController();
  const patience: UploadPatience = { silenceMs, stopping: stop.signal };
  // What is nearly there may end; of the rest no file is left behind.
  app.addHook('preClose', async () => {
    await Promise.race([Promise.allSettled(running), delay(stoppingMs, null, { ref: false })]);
    stop.abort();
    await Promise.allSettled(running);
  });

  app.post(
    '/api/slots/:slotId/recordings',
    {
      config: { multipart: UploadRecordingSchema },
      schema: {
        ...describeRoute('addRecording', 'Upload sound or film of a session', 'owner', {
          problems: [
            'slot_not_found',
            'not_yours',
            'media_off',
            'slot_cancelled',
            'session_not_started',
            'body_too_large',
            'not_a_recording',
            'storage_full',
          ],
          detail:
            'One file as multipart/form-data, in a field of any name; other fields count for nothing. From the start of the session on. It may take as ' +
            'long as it needs, but 30 seconds without a byte end it. What is in the file decides its type: MP4, MOV, 3GP, WebM, MKV, Ogg, ' +
            'MP3, M4A, AAC, WAV or FLAC. An upload that breaks off leaves nothing: send it again from its beginning.',
        }),
        params: Type.Object({ slotId: IdSchema }, { additionalProperties: false }),
        response: { 201: RecordingSchema },
      },
    },
    async (request, reply) => {
      const caller = requireRole(request, 'alumni');
      const folder = requireFolder(mediaDir);
      const { slotId } = request.params;
      // Before anything of the file is read.
      await loadBegunSession(database.read, caller, slotId, clock());
      if (Number(request.headers['content-length'] ?? 0) > mediaMax + besideFile)
        throw recordingTooLarge(mediaMax);
      const uploaded = upload({
        folder,
        receive: (id) =>
          receiveFile(request, patience, async ({ name, content }) => ({
            name,
            ...(await receiveRecording(folder, id, content, mediaMax)),
          })),
        write: (id, received, finished) =>
          database.write(async (tx) => {
            const added = await addRecording(tx, caller, { id, slotId, ...received }, clock());
            finished();
            return added;
          }),
        isKnown: (id) => isRecording(database.read, id),
      });
      running.add(uploaded);
      const recording = await uploaded.finally(() => running.delete(uploaded));
      return reply.code(201).header('cache-control', 'private, no-store').send(recording);
    },
  );
};
