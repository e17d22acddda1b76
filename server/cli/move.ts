import { Command } from '@commander-js/extra-typings';
import { readDatabaseUrl } from '../config-values.ts';
import { type CopyTarget, copiedTables, type Row } from '../db/copy-target.ts';
import { openCopyTarget } from '../db/open-copy-target.ts';
import type { Contents, Snapshot } from '../db/snapshot.ts';
import { type Checksum, createChecksum } from './checksum.ts';
import { type BuildCommand, count, examples, show } from './command.ts';
import { allBrokenLines } from './examination.ts';
import { exitCodes, Refusal } from './exit.ts';
import { openPresent, refuseOpen } from './present.ts';
import type { Terminal } from './terminal.ts';

interface Moved {
  table: string;
  rows: number;
  checksum: string;
}

export const moveCommand: BuildCommand = (terminal) =>
  new Command('move')
    .description(
      'Copies a database into an empty one, also of another engine: in one transaction, checked by counts, checksums ' +
        'and doctor before it is kept. The source stays as it is. Stop the service first: a file that any process has open is refused.',
    )
    .option('--from <url>', 'the source (default: DATABASE_URL)')
    .requiredOption('--to <url>', 'an empty database')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      examples(
        'mentor-slots move --from sqlite:data/mentor-slots.db --to postgres://slots@db.example.edu/slots',
        'mentor-slots move --from postgres://slots@db.example.edu/slots --to sqlite:data/mentor-slots.db',
      ),
    )
    .action(async ({ from, to, json }) => {
      const source = from ?? readDatabaseUrl(terminal.env);
      if (source === to) throw new Refusal('--from and --to are the same database.', exitCodes.usage);
      const snapshot = await named('--from', openAlone(source, openPresent));
      try {
        const target = await named('--to', openAlone(to, openCopyTarget));
        const moved = await copyInto(snapshot, target, terminal, () => refuseOpen(source, nothingMoved));
        await show(terminal, json, { moved }, () =>
          [
            ...moved.map(
              ({ table, rows, checksum }) => `${table}: ${count(rows, 'row')}, checksum ${checksum}`,
            ),
            'All of it is in the new database, and it is whole. Set DATABASE_URL to it.',
          ].join('\n'),
        );
      } finally {
        await snapshot.close();
      }
    }) as unknown as Command;

const nothingMoved = ' Nothing was moved.';

/** What a service writes meanwhile would stay behind, or be in the way. */
async function openAlone<Opened>(url: string, open: (url: string) => Promise<Opened>): Promise<Opened> {
  refuseOpen(url, nothingMoved);
  return open(url);
}

/** Both are databases; a refusal says which. */
async function named<Opened>(option: string, opening: Promise<Opened>): Promise<Opened> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replace(/^DATABASE_URL|^The database/, option);
    throw error;
  }
}

/** @param lookAgain throws where somebody has opened the source meanwhile */
async function copyInto(
  source: Snapshot,
  target: CopyTarget,
  terminal: Terminal,
  lookAgain: () => void,
): Promise<Moved[]> {
  try {
    const moved: Moved[] = [];
    for (const table of copiedTables()) moved.push(await copyTable(source, target, table, terminal));
    const lines = await allBrokenLines(target, terminal);
    for (const line of lines) terminal.say(line);
    if (lines.length > 0) {
      const above = count(lines.length, 'line');
      throw new Refusal(`The source is not whole (${above} above). Nothing was moved.`, exitCodes.broken);
    }
    await source.close();
    lookAgain();
    await target.keep();
    return moved;
  } catch (error) {
    await target.abandon().catch(() => {});
    throw error;
  }
}

async function copyTable(
  source: Contents,
  target: CopyTarget,
  table: string,
  terminal: Terminal,
): Promise<Moved> {
  const sent = createChecksum();
  const progress = terminal.progress(`Moving ${table}, rows`);
  let batch: Row[] = [];
  for await (const read of rowsOf(source, table)) {
    const row = table === 'messages' ? parked(read) : read;
    sent.add(row);
    progress.add(1);
    if (batch.push(row) < batchSize) continue;
    await target.insert(table, batch);
    batch = [];
  }
  if (batch.length > 0) await target.insert(table, batch);
  progress.done();
  const arrived = createChecksum();
  const comparing = terminal.progress(`Comparing ${table}, rows`);
  for await (const row of rowsOf(target, table)) {
    arrived.add(row);
    comparing.add(1);
  }
  comparing.done();
  if (!same(sent, arrived)) {
    throw new Refusal(
      `${table}: ${count(sent.rows, 'row')} with checksum ${sent.text()} were sent, ` +
        `${count(arrived.rows, 'row')} with ${arrived.text()} arrived. Nothing was moved.`,
    );
  }
  return { table, rows: sent.rows, checksum: sent.text() };
}

const batchSize = 1000;

/** What waits to be sent is given up in the copy: the service at the source may still send it. */
function parked(message: Row): Row {
  if (message.outcome !== null) return message;
  const ended = {
    outcome: 'parked',
    ended_at: new Date().toISOString(),
    last_error: 'moved from another database',
  };
  return { ...message, ...ended, claimed_by: null, claimed_until: null };
}

function same(one: Checksum, other: Checksum): boolean {
  return one.rows === other.rows && one.text() === other.text();
}

function rowsOf({ kysely }: Contents, table: string): AsyncIterable<Row> {
  return kysely
    .selectFrom(table as 'slots')
    .selectAll()
    .stream() as AsyncIterable<unknown> as AsyncIterable<Row>;
}
