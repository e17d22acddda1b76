import { existsSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { readDatabaseUrl } from '../config-values.ts';
import { filePath, isPostgresUrl, openSnapshot } from '../db/open-snapshot.ts';
import { dump, dumpCommand } from '../db/postgres-programs.ts';
import { openPostgresSnapshot } from '../db/postgres-snapshot.ts';
import { schemaVersion } from '../db/schema.ts';
import type { Contents } from '../db/snapshot.ts';
import { beginCopy, copyBeside, discard, putInPlace } from '../db/sqlite-copies.ts';
import { type BuildCommand, count, examples, show, size } from './command.ts';
import { allBrokenLines } from './examination.ts';
import { type ExitCode, exitCodes, Refusal } from './exit.ts';
import { nightly, nightlyOption } from './nightly.ts';
import type { Terminal } from './terminal.ts';

export const backupCommand: BuildCommand = (terminal, ended) =>
  new Command('backup')
    .description(
      'Copies the database as it is at this moment, while the service goes on. ' +
        'The copy gets its name only once it is on the disk and keeps every promise that `doctor` looks at.',
    )
    .argument('<to>', 'the file to write')
    .option('--force', 'replace a file of that name')
    .option('--json', 'as one line of JSON')
    .addOption(nightlyOption())
    .addHelpText(
      'after',
      examples(
        'mentor-slots backup backups/$(date +%F).db',
        'mentor-slots backup --force /mnt/other-disk/latest.db',
        'mentor-slots backup --nightly --force backups/$(date +%a).db   # from cron',
        'DATABASE_URL=postgres://… mentor-slots backup slots.dump   # by pg_dump',
      ),
    )
    .action(async (to, { force = false, json, nightly: isNightly }) => {
      const url = readDatabaseUrl(terminal.env);
      const backup = { url, to, force, json, complain: terminal.say };
      if (isNightly !== true) return ended(await make(terminal, { ...backup, offer: terminal.print }));
      ended(
        await nightly(terminal, url, 'backup', (silent) =>
          make(silent, { ...backup, offer: async (command) => terminal.say(command) }),
        ),
      );
    }) as unknown as Command;

interface Backup {
  url: string;
  to: string;
  force: boolean;
  json: boolean | undefined;
  /** Is told what keeps the copy from being whole. */
  complain: (text: string) => void;
  /** Is given the command to type where this machine cannot do it. */
  offer: (command: string) => Promise<void>;
}

async function make(terminal: Terminal, backup: Backup): Promise<ExitCode> {
  const { url, to, force, json } = backup;
  if (existsSync(to) && !force) throw new Refusal(alreadyThere(to));
  const start = performance.now();
  const made = isPostgresUrl(url) ? await dumped(terminal, backup) : await copied(terminal, backup);
  if (made === null) return exitCodes.elsewhere;
  const { copy, lines, ...rows } = made;
  try {
    if (lines.length > 0) return setAside(copy, lines, backup);
    putInPlace(copy, to, force);
    // It has names in it, and this one is newer and whole.
    rmSync(broken(to), { force: true });
    const bytes = statSync(to).size;
    const seconds = Math.round(performance.now() - start) / 1000;
    await show(terminal, json, { backup: to, bytes, ...rows, seconds }, () => {
      const held = `${count(rows.slots, 'slot')}, ${count(rows.bookings, 'booking')}, ${count(rows.people, 'person', 'people')}`;
      return `${to}: ${size(bytes)} in ${seconds} s, with ${held}.`;
    });
    return exitCodes.fine;
  } catch (error) {
    discard(copy);
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new Refusal(alreadyThere(to)) : error;
  }
}

const alreadyThere = (to: string) =>
  `${to} is there already; choose another name, or replace it with --force.`;

/** Does what writes the copy. */
function writing(to: string, write: () => string): string {
  try {
    return write();
  } catch (error) {
    throw unwritten(to, error as Error);
  }
}

function unwritten(to: string, { message }: Error): Refusal {
  const stays = existsSync(to) ? ' What was there before stays.' : '';
  return new Refusal(`${to} could not be written: ${message.replace(/\.$/, '')}.${stays}`);
}

const broken = (to: string) => `${to}.broken`;

/** Keeps a copy that breaks a promise under a name of its own: it may be the newest that there is. */
function setAside(copy: string, lines: readonly string[], { to, complain }: Backup): ExitCode {
  const aside = broken(to);
  putInPlace(copy, aside, true);
  complain([...lines, `What was copied is not whole. It is ${aside}; ${to} is as it was before.`].join('\n'));
  return exitCodes.broken;
}

interface Copied extends Held {
  /** Under its temporary name. */
  copy: string;
  /** What is broken in it. */
  lines: string[];
}

async function copied(terminal: Terminal, { url, to }: Backup): Promise<Copied> {
  const path = filePath(url);
  if (!existsSync(path)) throw new Refusal(`There is no database at ${path}.`);
  if (resolve(path) === resolve(to)) throw new Refusal(`${to} is the database itself.`);
  terminal.say(`Copying ${path}, ${size(statSync(path).size)} …`);
  const copy = writing(to, () => copyBeside(path, to));
  try {
    // Read from the copy itself: what cannot be read is no backup.
    const snapshot = await openSnapshot(`sqlite:${copy}`);
    try {
      return { copy, ...(await held(snapshot)), lines: await brokenIn(snapshot, terminal) };
    } finally {
      await snapshot.close();
    }
  } catch (error) {
    discard(copy);
    throw error;
  }
}

/** Null where this machine lacks the engine's program: then the command to type was printed. */
async function dumped(terminal: Terminal, { url, to, complain, offer }: Backup): Promise<Copied | null> {
  const snapshot = await openPostgresSnapshot(url);
  try {
    const rows = await held(snapshot);
    terminal.say(`Dumping ${count(rows.slots, 'slot')} and ${count(rows.bookings, 'booking')} …`);
    const copy = writing(to, () => beginCopy(to));
    try {
      await dump(url, copy, { snapshot: await snapshot.share(), env: terminal.env });
      // What was dumped, at the same moment.
      return { copy, ...rows, lines: await brokenIn(snapshot, terminal) };
    } catch (error) {
      discard(copy);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unwritten(to, error as Error);
      complain("This machine lacks pg_dump, PostgreSQL's own program for backups. Where there is one, type:");
      await offer(dumpCommand(url, to));
      return null;
    }
  } finally {
    await snapshot.close();
  }
}

interface Held {
  people: number;
  slots: number;
  bookings: number;
}

async function held({ kysely }: Contents): Promise<Held> {
  const rows = async (table: keyof Held) => {
    const { rows } = await kysely
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return rows;
  };
  return { people: await rows('people'), slots: await rows('slots'), bookings: await rows('bookings') };
}

/** Of a database that is yet to be upgraded only the engine is asked: its promises are those of its own release. */
async function brokenIn(snapshot: Contents, terminal: Terminal): Promise<string[]> {
  const { schemaVersion: version } = snapshot;
  if (version !== null && version < schemaVersion)
    return (await snapshot.storageFaults()).map((fault) => `BROKEN  storage: ${fault}.`);
  return allBrokenLines(snapshot, terminal);
}
