/** What cron calls: silent where all is well, and remembered in the database, for the figures of the service. */
import { Option } from '@commander-js/extra-typings';
import { openDatabase, planDatabaseUpgrade } from '../db/open-database.ts';
import type { UpkeepRow } from '../db/tables.ts';
import { writeUpkeep } from '../upkeep/queries.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { Terminal } from './terminal.ts';

export const nightlyOption = () =>
  new Option(
    '--nightly',
    'for cron: says only what is wrong, and lets /metrics tell when this was done and how it ended',
  ).conflicts('json');

/**
 * Does a command's work with a terminal that says nothing, and writes into the database how it ended. What is wrong the work says
 * to `terminal` itself.
 */
export async function nightly(
  terminal: Terminal,
  url: string,
  name: UpkeepRow['name'],
  work: (silent: Terminal) => Promise<ExitCode>,
): Promise<ExitCode> {
  let code: ExitCode;
  try {
    code = await work(silenced(terminal));
  } catch (error) {
    // What keeps it from being written is mostly the same.
    await rememberEnd(url, name, 'failed').catch(() => {});
    throw error;
  }
  const results: Partial<Record<ExitCode, UpkeepRow['result']>> = {
    [exitCodes.fine]: 'whole',
    [exitCodes.broken]: 'broken',
  };
  await rememberEnd(url, name, results[code] ?? 'failed').catch((error: Error) => {
    terminal.say(`When ${name} ended and how could not be written into the database: ${error.message}`);
  });
  return code;
}

async function rememberEnd(url: string, name: UpkeepRow['name'], result: UpkeepRow['result']): Promise<void> {
  const { from, to } = await planDatabaseUpgrade(url);
  // Not for this that a database is made or upgraded. Its age tells, too.
  if (from !== to) return;
  const database = await openDatabase(url);
  try {
    await database.write((tx) => writeUpkeep(tx, name, result, Date.now()));
  } finally {
    await database.close();
  }
}

function silenced(terminal: Terminal): Terminal {
  const nothing = () => {};
  return {
    ...terminal,
    interactive: false,
    print: async () => {},
    say: nothing,
    progress: () => ({ add: nothing, done: nothing }),
  };
}
