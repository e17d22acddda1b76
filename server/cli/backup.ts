import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { readDatabaseUrl } from '../config-values.ts';
import { filePath, isPostgresUrl, openSnapshot } from '../db/open-snapshot.ts';
import { dumpCommand } from '../db/postgres-programs.ts';
import { copyBeside, discard, putInPlace } from '../db/sqlite-copies.ts';
import { type BuildCommand, count, examples, show, size } from './command.ts';
import { exitCodes, Refusal } from './exit.ts';

export const backupCommand: BuildCommand = (terminal, ended) =>
  new Command('backup')
    .description(
      'Copies the database as it is at this moment, while the service goes on. ' +
        'The copy gets its name only once it is whole and on the disk.',
    )
    .argument('<to>', 'the file to write')
    .option('--force', 'replace a file of that name')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      examples(
        'mentor-slots backup backups/$(date +%F).db',
        'mentor-slots backup --force /mnt/other-disk/latest.db',
        'DATABASE_URL=postgres://… mentor-slots backup slots.dump   # prints the pg_dump command',
      ),
    )
    .action(async (to, { force = false, json }) => {
      const url = readDatabaseUrl(terminal.env);
      if (isPostgresUrl(url)) {
        terminal.say('PostgreSQL has a program of its own for backups. Type:');
        await terminal.print(dumpCommand(url, to));
        return ended(exitCodes.elsewhere);
      }
      const path = filePath(url);
      if (!existsSync(path)) throw new Refusal(`There is no database at ${path}.`);
      if (resolve(path) === resolve(to)) throw new Refusal(`${to} is the database itself.`);
      if (existsSync(to) && !force) throw new Refusal(alreadyThere(to));
      terminal.say(`Copying ${path}, ${size(statSync(path).size)} …`);
      const start = performance.now();
      const copy = copyBeside(path, to);
      try {
        const rows = await rowsIn(copy);
        putInPlace(copy, to, force);
        const bytes = statSync(to).size;
        const seconds = Math.round(performance.now() - start) / 1000;
        await show(terminal, json, { backup: to, bytes, ...rows, seconds }, () => {
          const held = `${count(rows.slots, 'slot')}, ${count(rows.bookings, 'booking')}, ${count(rows.people, 'person', 'people')}`;
          return `${to}: ${size(bytes)} in ${seconds} s, with ${held}.`;
        });
      } catch (error) {
        discard(copy);
        throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new Refusal(alreadyThere(to)) : error;
      }
    }) as unknown as Command;

const alreadyThere = (to: string) =>
  `${to} is there already; choose another name, or replace it with --force.`;

/** Read from the copy itself: what cannot be read is no backup. */
async function rowsIn(copy: string): Promise<{ people: number; slots: number; bookings: number }> {
  const snapshot = await openSnapshot(`sqlite:${copy}`);
  try {
    const rows = async (table: 'people' | 'slots' | 'bookings') => {
      const { rows } = await snapshot.kysely
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow();
      return rows;
    };
    return { people: await rows('people'), slots: await rows('slots'), bookings: await rows('bookings') };
  } finally {
    await snapshot.close();
  }
}
