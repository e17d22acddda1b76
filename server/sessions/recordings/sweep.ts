/** What no row knows, or nobody sends on, is removed from the folder: left by a process that died, or by rows that went. */
import type { Queries } from '../../db/database.ts';
import { listRecordingFiles, removeRecordingFiles } from './files.ts';
import { knownRecordings } from './queries.ts';

/** How long a file may be on its way, in ms: to its end, or to its row. */
export const underWayMs = 3_600_000;
/** How many ids are asked for at once. */
const batch = 500;

/** The ids of files that were last written to an hour ago or more and that no row knows. `now` in ms. */
async function forgottenFiles(queries: Queries, folder: string, now: number): Promise<string[]> {
  const old = (await listRecordingFiles(folder)).filter(({ writtenAt }) => now - writtenAt >= underWayMs);
  const ids = [...new Set(old.map(({ id }) => id))];
  const known = new Set<string>();
  for (let start = 0; start < ids.length; start += batch)
    for (const id of await knownRecordings(queries, ids.slice(start, start + batch))) known.add(id);
  return ids.filter((id) => !known.has(id));
}

export async function sweepRecordings(queries: Queries, folder: string, now: number): Promise<void> {
  await removeRecordingFiles(folder, await forgottenFiles(queries, folder, now));
}
