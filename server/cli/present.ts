import { openSnapshot } from '../db/open-snapshot.ts';
import { schemaVersion } from '../db/schema.ts';
import type { Snapshot } from '../db/snapshot.ts';
import { fileInUse } from '../db/whereabouts.ts';
import { Refusal } from './exit.ts';

/** Opens a database for reading that has the tables of this program; refuses one of another version. */
export async function openPresent(url: string): Promise<Snapshot> {
  const snapshot = await openSnapshot(url);
  const found = snapshot.schemaVersion;
  if (found === schemaVersion) return snapshot;
  await snapshot.close();
  if (found === null) throw new Refusal(`The database ${snapshot.versionInWords}.`);
  throw new Refusal(
    `The database is of version ${found}; this program works with version ${schemaVersion}. ` +
      (found < schemaVersion ? 'Run `mentor-slots migrate` first.' : 'Use the newer release.'),
  );
}

/** Refuses a file that a process has open, which may write to it. `more` is said behind it. */
export function refuseOpen(url: string, more = ''): void {
  const path = fileInUse(url);
  if (path !== null) throw new Refusal(hasOpen(path) + more);
}

export const hasOpen = (path: string) =>
  `A process has ${path} open: stop the service (and whatever else reads it) first.`;
