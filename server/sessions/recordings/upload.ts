/** One upload from its first byte to its row: whatever fails on the way leaves no file. */
import { randomUUID } from 'node:crypto';
import { keepRecording, type Received, removeRecordingFiles } from './files.ts';

/** What an upload is done with. */
export interface UploadSteps<Row, Result> {
  /** The folder of recordings. */
  folder: string;
  /** Receives the file under this id. Leaves none where it throws. */
  receive(id: string): Promise<Row & Received>;
  /** Writes its row; `finished` is called when only the commit is left. */
  write(id: string, row: Row & Received, finished: () => void): Promise<Result>;
  /** Is there a row of this id? */
  isKnown(id: string): Promise<boolean>;
}

/**
 * Receives the file, gives it its name, writes its row. Where that cannot be written the file goes, unless the commit was on its
 * way and nobody can say what became of it: then the sweep decides.
 */
export async function upload<Row, Result>(steps: UploadSteps<Row, Result>): Promise<Result> {
  const { folder } = steps;
  const id = randomUUID();
  let isCommitting = false;
  try {
    const row = await steps.receive(id);
    await keepRecording(folder, id);
    return await steps.write(id, row, () => {
      isCommitting = true;
    });
  } catch (error) {
    const mayBeKnown = isCommitting && (await steps.isKnown(id).catch(() => true));
    if (!mayBeKnown) await removeRecordingFiles(folder, [id]);
    throw error;
  }
}
