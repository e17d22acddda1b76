import { existsSync, realpathSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { readDatabaseUrl } from '../config-values.ts';
import { openDatabase, upgradeDatabase } from '../db/open-database.ts';
import { filePath, isPostgresUrl, openSnapshot } from '../db/open-snapshot.ts';
import { restoreCommand as restoreWithPrograms } from '../db/postgres-programs.ts';
import { schemaVersion } from '../db/schema.ts';
import {
  copyBeside,
  discard,
  holdAlone,
  intoOneFile,
  keepAside,
  leftoverOf,
  likeTheOld,
  putInPlace,
} from '../db/sqlite-copies.ts';
import { parkWaiting } from '../outbox/queries.ts';
import { type BuildCommand, count, examples, show } from './command.ts';
import { allBrokenLines } from './examination.ts';
import { exitCodes, Refusal } from './exit.ts';
import { hasOpen, refuseOpen } from './present.ts';
import type { Terminal } from './terminal.ts';

export const restoreCommand: BuildCommand = (terminal, ended) =>
  new Command('restore')
    .description(
      'Puts a backup in the place of the database, after looking whether it is whole. Stop the service first: ' +
        'while any process has the database open, this refuses.',
    )
    .argument('<from>', 'a file that `backup` has written')
    .option('--force', 'replace the database that is there; it is kept beside under another name')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      examples(
        'mentor-slots restore backups/2026-11-22.db',
        'mentor-slots restore --force backups/2026-11-22.db',
        'DATABASE_URL=postgres://… mentor-slots restore slots.dump   # prints what to type',
      ),
    )
    .action(async (from, { force = false, json }) => {
      const url = readDatabaseUrl(terminal.env);
      if (!existsSync(from)) throw new Refusal(`There is no backup at ${from}.`);
      if (isPostgresUrl(url)) {
        terminal.say('PostgreSQL has a program of its own for this. Stop every service process, then type:');
        // What waited to be sent when the backup was made may have been sent since.
        await terminal.print(`${restoreWithPrograms(url, from)}\nmentor-slots outbox park`);
        return ended(exitCodes.elsewhere);
      }
      const path = filePath(url);
      if (existsSync(path)) {
        if (realpathSync(path) === realpathSync(from)) throw new Refusal(`${from} is the database itself.`);
        if (!force)
          throw new Refusal(
            `There is a database at ${path}; replace it with --force, which keeps it beside.`,
          );
      }
      // Before a large backup is looked at, and again when it takes its place.
      refuseOpen(url);
      const copy = await wholeCopy(terminal, from, path);
      try {
        const kept = replace(copy, path);
        await show(terminal, json, { restored: from, database: path, kept }, () => {
          const old = kept === null ? '' : ` What was there before is ${kept}.`;
          return `${from} is the database ${path} now.${old}`;
        });
      } finally {
        discard(copy);
      }
    }) as unknown as Command;

/** A copy of the backup beside the database, of this program's version, that keeps every promise. */
async function wholeCopy(terminal: Terminal, from: string, path: string): Promise<string> {
  terminal.say(`Looking whether ${from} is whole …`);
  const backup = await openSnapshot(`sqlite:${from}`);
  const version = backup.schemaVersion;
  const older = version !== schemaVersion;
  try {
    if (version === null) throw new Refusal(`${from} ${backup.versionInWords}.`, exitCodes.broken);
    if (version > schemaVersion) {
      throw new Refusal(
        `${from} is of version ${version}; this program works with version ${schemaVersion}: use a newer one.`,
      );
    }
    // The engine's own data first, and of the backup itself: copying would heal its indexes.
    const faults = (await backup.storageFaults()).filter((fault) => !/^CHECK|refers to/.test(fault));
    if (faults.length > 0) throw new Refusal(`${from} is damaged: ${faults[0]}.`, exitCodes.broken);
  } finally {
    await backup.close();
  }
  const copy = copyBeside(from, path);
  try {
    if (older) await upgradeDatabase(`sqlite:${copy}`);
    await parkOutbox(`sqlite:${copy}`);
    intoOneFile(copy);
    const lines = await brokenIn(copy, terminal);
    for (const line of lines) terminal.say(line);
    if (lines.length > 0) {
      const above = count(lines.length, 'line');
      throw new Refusal(`${from} is not whole (${above} above). Nothing was changed.`, exitCodes.broken);
    }
    return copy;
  } catch (error) {
    discard(copy);
    throw error;
  }
}

/** What waited when the backup was made may have been sent since. */
async function parkOutbox(url: string): Promise<void> {
  const database = await openDatabase(url);
  try {
    await database.write((tx) => parkWaiting(tx, new Date().toISOString(), 'restored from a backup'));
  } finally {
    await database.close();
  }
}

async function brokenIn(copy: string, terminal: Terminal): Promise<string[]> {
  const snapshot = await openSnapshot(`sqlite:${copy}`);
  try {
    return await allBrokenLines(snapshot, terminal);
  } finally {
    await snapshot.close();
  }
}

/** Returns under which name the database that was there is kept. */
function replace(copy: string, path: string): string | null {
  if (!existsSync(path)) {
    const leftover = leftoverOf(path);
    if (leftover !== null)
      throw new Refusal(`${leftover} is left of a database that is gone: move it away first.`);
    putInPlace(copy, path, false);
    return null;
  }
  const release = holdAlone(path);
  if (release === null) {
    throw new Refusal(hasOpen(path));
  }
  try {
    likeTheOld(copy, path);
    const kept = keepAside(path, Date.now());
    putInPlace(copy, path, true);
    return kept;
  } finally {
    release();
  }
}
