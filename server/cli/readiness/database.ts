import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { readDatabaseUrl, readFlag, readReadOnly } from '../../config-values.ts';
import { planDatabaseUpgrade } from '../../db/open-database.ts';
import { openSnapshot } from '../../db/open-snapshot.ts';
import { schemaVersion } from '../../db/schema.ts';
import type { Snapshot } from '../../db/snapshot.ts';
import { whereabouts } from '../../db/whereabouts.ts';
import { type Remark, readable } from './remark.ts';

/** Can it be reached and written, are its tables this program's, and is its clock this machine's? Changes nothing. */
export async function lookAtDatabase(env: NodeJS.ProcessEnv, now: () => number): Promise<Remark[]> {
  const url = readable(() => readDatabaseUrl(env));
  if (url === undefined) return [];
  try {
    const { from, to } = await planDatabaseUpgrade(url);
    const { words, file } = whereabouts(url);
    if (file !== null) mayWrite(file);
    const remark = tellTables(env, words, from, to);
    return from === to ? [remark, await lookAtClock(url, now)] : [remark];
  } catch (error) {
    return [{ topic: 'database', state: 'wrong', says: (error as Error).message }];
  }
}

function tellTables(env: NodeJS.ProcessEnv, words: string, from: number | null, to: number): Remark {
  const topic = 'database';
  const mayMake = readable(() => readFlag(env, 'DATABASE_CREATE', true));
  const readOnly = readable(() => readReadOnly(env)) ?? null;
  if (from === to) return { topic, state: 'ok', says: `${words} has the tables of version ${to}.` };
  if (from !== null) {
    const says = `${words} has the tables of version ${from}, and this program needs version ${to}.`;
    return readOnly === null
      ? { topic, state: 'warning', says: `${says} Starting upgrades them: make a backup first.` }
      : {
          topic,
          state: 'wrong',
          says: `${says} With READ_ONLY it does not start: run "mentor-slots migrate".`,
        };
  }
  const reason = readOnly === null ? 'DATABASE_CREATE is false' : 'READ_ONLY is set';
  return mayMake === false || readOnly !== null
    ? {
        topic,
        state: 'wrong',
        says: `${words} is not there, or is empty, and ${reason}: correct DATABASE_URL, or restore a backup.`,
      }
    : {
        topic,
        state: 'warning',
        says: `THE DATABASE IS NEW: ${words} is not there, or is empty, and starting makes its tables. Where there should be bookings, correct DATABASE_URL.`,
      };
}

/** Throws a sentence where this user may not write what the engine writes: the file, and its log beside it. */
function mayWrite(file: string): void {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  for (const path of [folder, ...(existsSync(file) ? [file] : [])]) {
    try {
      accessSync(path, path === folder ? constants.W_OK | constants.X_OK : constants.R_OK | constants.W_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(
        `${path} cannot be written (${code}): the user that runs the service must own the database and its folder.`,
      );
    }
  }
}

/** So far apart clocks may be: deadlines are counted in minutes. */
const toleratedMs = 5_000;

async function lookAtClock(url: string, now: () => number): Promise<Remark> {
  const snapshot = await openSnapshot(url);
  try {
    const asked = now();
    const theirs = await snapshot.clock();
    const between = (asked + now()) / 2;
    const newest = await newestEntry(snapshot);
    const topic = 'clock';
    const ours = `${new Date(between).toISOString().slice(0, 19)}Z`;
    const advice = 'Switch NTP on, on both machines.';
    if (theirs !== null && Math.abs(theirs - between) > toleratedMs) {
      const seconds = Math.round((theirs - between) / 1000);
      const which = seconds > 0 ? 'behind' : 'ahead of';
      const says = `It is ${ours} here, ${Math.abs(seconds)} s ${which} the database's server. ${advice}`;
      return { topic, state: 'wrong', says };
    }
    if (newest !== null && Date.parse(newest) - between > toleratedMs) {
      const says = `It is ${ours} here, and the newest entry of the audit is of ${newest}: the clock is behind, or was ahead. Switch NTP on.`;
      return { topic, state: 'wrong', says };
    }
    const compared =
      theirs === null ? 'and nothing in the database is of later' : "and so it is at the database's server";
    return { topic, state: 'ok', says: `It is ${ours}, ${compared}.` };
  } finally {
    await snapshot.close();
  }
}

/** When the last thing happened that the audit knows. */
async function newestEntry({ kysely, schemaVersion: version }: Snapshot): Promise<string | null> {
  if (version !== schemaVersion) return null;
  const row = await kysely.selectFrom('audit').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.at ?? null;
}
