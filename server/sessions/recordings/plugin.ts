import fp from 'fastify-plugin';
import { freeIn } from '../../disk.ts';
import { periodically } from '../../leases/periodically.ts';
import { watchFigures } from '../../metrics/figures.ts';
import { recordingFigures } from './queries.ts';
import { type RecordingDeps, recordingRoutes } from './routes.ts';
import { sweepRecordings } from './sweep.ts';
import { recordingUploadRoutes } from './upload-routes.ts';

/** Recordings of sessions: adding, seeing and removing them, and sweeping the folder. */
export const recordings = fp<RecordingDeps & { silenceMs: number; sweepMs: number }>(async (app, deps) => {
  const { database, clock, mediaDir, sweepMs } = deps;
  await app.register(recordingRoutes, deps);
  await app.register(recordingUploadRoutes, deps);
  watchFigures(
    app.metrics,
    {
      count: ['mentor_slots_recordings', 'Recordings of sessions'],
      bytes: ['mentor_slots_recording_bytes', 'How many bytes they have'],
    },
    () => recordingFigures(database.read),
  );
  watchFigures(
    app.metrics,
    { free: ['mentor_slots_recordings_disk_free_bytes', 'What is free in the folder of the recordings'] },
    async () => ({ free: mediaDir === null ? Number.NaN : await freeIn(mediaDir) }),
  );
  if (mediaDir === null) return;
  await app.register(periodically, {
    database,
    clock,
    name: 'removing files that are of no recording',
    everyMs: sweepMs,
    work: async () => sweepRecordings(database.read, mediaDir, clock()),
  });
});
