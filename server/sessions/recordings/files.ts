/**
 * The folder of recordings. Each has its id as its name; while it comes, and until all of it is on the disk, `<id>.part`.
 * Nothing else in the folder is ever touched.
 */
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';
import { headBytes, recordingType } from './kinds.ts';

/** What was received of a recording. */
export interface Received {
  /** Its media type, by what is in it. */
  type: string;
  bytes: number;
}

/**
 * Writes the content to `<id>.part` as it comes, to the disk at the end. Throws, and leaves nothing, where the content is not
 * what is taken (422 `not_a_recording`), has more bytes than it may (413 `body_too_large`), ends with an error, or
 * where the disk takes no more (503 `storage_full`).
 */
export async function receiveRecording(
  folder: string,
  id: string,
  content: AsyncIterable<Buffer>,
  mostBytes: number,
): Promise<Received> {
  let file: FileHandle | null = null;
  let type = '';
  let bytes = 0;
  try {
    for await (const chunk of withHead(bounded(content, mostBytes))) {
      bytes += chunk.length;
      if (file === null) {
        type = await recordingType(chunk);
        file = await open(partPath(folder, id), 'wx', 0o600);
      }
      await file.appendFile(chunk);
    }
    await file?.sync();
    await file?.close();
  } catch (error) {
    await file?.close().catch(() => {});
    await removeRecordingFiles(folder, [id]);
    throw asStorageProblem(error);
  }
  return { type, bytes };
}

/** Gives what was received its name for good: from now on it is there whatever happens to the machine. */
export async function keepRecording(folder: string, id: string): Promise<void> {
  await rename(partPath(folder, id), join(folder, id));
  const directory = await open(folder);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Removes the files of these recordings, whole or not; those that are not there do not matter. */
export async function removeRecordingFiles(folder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await rm(join(folder, id), { force: true });
    await rm(partPath(folder, id), { force: true });
  }
}

/** How many bytes the file of this recording has; null where there is none. */
export async function recordingSize(folder: string, id: string): Promise<number | null> {
  try {
    return (await stat(join(folder, id))).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export interface RecordingFile {
  id: string;
  /** Not all of it has come. */
  isPart: boolean;
  /** When it was last written to, in ms since 1970. */
  writtenAt: number;
}

/** All recordings in the folder, whole or not. */
export async function listRecordingFiles(folder: string): Promise<RecordingFile[]> {
  const files: RecordingFile[] = [];
  for (const name of await readdir(folder)) {
    const [, id, part] = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(\.part)?$/.exec(name) ?? [];
    if (id === undefined) continue;
    // Another process may have removed it meanwhile.
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile()) files.push({ id, isPart: part !== undefined, writtenAt: found.mtimeMs });
  }
  return files;
}

function partPath(folder: string, id: string): string {
  return join(folder, `${id}.part`);
}

async function* bounded(content: AsyncIterable<Buffer>, mostBytes: number): AsyncIterable<Buffer> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw recordingTooLarge(mostBytes);
    yield chunk;
  }
}

/** The same, but that the first piece is as long as the beginning by which the type is judged, or all that there is. */
async function* withHead(content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of content) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headBytes) continue;
    yield head;
    head = null;
  }
  if (head !== null) yield head;
}

/** `limit` in bytes. */
export function recordingTooLarge(limit: number): Problem {
  return new Problem('body_too_large', `The file is larger than ${inWords(limit)}.`, { limit });
}

function inWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM']);

function asStorageProblem(error: unknown): unknown {
  if (!full.has((error as NodeJS.ErrnoException).code ?? '')) return error;
  const problem = new Problem(
    'storage_full',
    'The disk of the service takes no more recordings. Nothing of this one was kept; send it again later.',
    { retryAfter: 30 },
  );
  problem.cause = error;
  return problem;
}
