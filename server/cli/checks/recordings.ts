/** The files of recordings, and the rows that tell of them. */
import { type RecordingFile, recordingSize } from '../../sessions/recordings/files.ts';
import { underWayMs } from '../../sessions/recordings/sweep.ts';
import type { Check } from './check.ts';

/** `files`: what was in the folder before the database was opened. `now` in ms. */
export function recordingFiles(folder: string, files: readonly RecordingFile[], now: number): Check {
  return {
    name: 'recordings',
    promise: 'every recording has its whole file in MEDIA_DIR, and every file there is of a recording',
    async look({ kysely }, broken, read) {
      const whole = new Set(files.filter(({ isPart }) => !isPart).map(({ id }) => id));
      const known = new Set<string>();
      for await (const { id, slot_id, bytes } of kysely.selectFrom('recordings').selectAll().stream()) {
        read();
        known.add(id);
        const size = await recordingSize(folder, id);
        // It may have been removed since.
        if (size === null && !whole.has(id)) broken(`recording ${id} of slot ${slot_id} has no file`);
        if (size !== null && size !== bytes)
          broken(`recording ${id} of slot ${slot_id} has ${bytes} bytes, its file ${size}`);
      }
      for (const { id, isPart, writtenAt } of files) {
        read();
        if (isPart && now - writtenAt >= underWayMs) broken(`the file ${id}.part is of an upload that ended`);
        if (!isPart && !known.has(id)) broken(`the file ${id} is of no recording`);
      }
    },
  };
}
