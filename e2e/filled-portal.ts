/** The demo portal on a database that was filled once in this run of the tests: half a year of demo data takes ten seconds to make. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { inject } from 'vitest';
import { type Portal, startPortal } from './portal.ts';

export async function startFilledPortal(): Promise<Portal> {
  return startPortal(await filledDatabase());
}

/** The file, as a first `npm start` leaves it. Whoever comes first makes it; if that fails, whoever waits tries it again. */
async function filledDatabase(): Promise<string> {
  const filled = join(inject('runFolder'), 'filled.db');
  const filling = join(inject('runFolder'), 'filling');
  while (!existsSync(filled)) {
    if (mkdirSync(filling, { recursive: true }) === undefined) {
      await delay(100);
      continue;
    }
    try {
      await fill(join(filling, 'portal.db'), filled);
    } catch (error) {
      rmSync(filling, { recursive: true, force: true });
      throw error;
    }
  }
  return filled;
}

/** Makes the file at one place, and once it is whole renames it to the other. */
async function fill(made: string, filled: string): Promise<void> {
  const code = await (await startPortal()).stop(made);
  if (code !== 0) throw new Error(`The portal that was started first ended with ${code}.`);
  // The example of a calendar kept elsewhere is at that portal's own address; each start names its own.
  const file = new SqliteDatabase(made);
  file.exec('DELETE FROM busy_times; DELETE FROM busy_calendars');
  file.close();
  renameSync(made, filled);
}
