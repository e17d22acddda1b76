import { Command } from '@commander-js/extra-typings';
import { commandLine } from '../audit/record.ts';
import { readBookingRules } from '../config.ts';
import { readDatabaseUrl, readRetention } from '../config-values.ts';
import { openDatabase } from '../db/open-database.ts';
import { type Away, awaySince, eraseAway, readAway } from '../office/retention.ts';
import { type BuildCommand, count, examples, show } from './command.ts';
import { exitCodes, Refusal } from './exit.ts';
import { openPresent } from './present.ts';
import type { Terminal } from './terminal.ts';

export const retainCommand: BuildCommand = (terminal) =>
  new Command('retain')
    .description(
      'Erases who has been away for as long as RETAIN says: their last session ended before that, and their newest token ' +
        'is older. The service does so each night; this does it at once.',
    )
    .option('--dry-run', 'lists whom and why, and erases nobody')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', examples('mentor-slots retain --dry-run', 'mentor-slots retain --json'))
    .action(async ({ dryRun, json }) => {
      const retain = readRetention(terminal.env, 'RETAIN');
      if (retain === null) throw new Refusal('RETAIN is not set: people are kept for good.', exitCodes.usage);
      const url = readDatabaseUrl(terminal.env);
      const since = awaySince(Date.now(), retain);
      const away = await listAway(url, since);
      const erased = dryRun === true ? [] : await eraseAll(terminal, url, since, away);
      const people = dryRun === true ? away : erased;
      const told = { dryRun: dryRun === true, awaySince: since.at, people: people.map(tell) };
      await show(terminal, json, told, () => [headline(people.length, told), ...people.map(line)].join('\n'));
    }) as unknown as Command;

type Since = ReturnType<typeof awaySince>;

async function listAway(url: string, since: Since): Promise<Away[]> {
  const snapshot = await openPresent(url);
  try {
    const away: Away[] = [];
    for await (const person of readAway(snapshot, since)) away.push(person);
    return away;
  } finally {
    await snapshot.close();
  }
}

/** Those who were erased: somebody may have come back meanwhile. */
async function eraseAll(
  terminal: Terminal,
  url: string,
  since: Since,
  away: readonly Away[],
): Promise<Away[]> {
  if (away.length === 0) return [];
  const deps = { clock: Date.now, rules: readBookingRules(terminal.env) };
  const progress = terminal.progress('Erasing');
  const database = await openDatabase(url);
  const erased: Away[] = [];
  try {
    for (const person of away) {
      const erasure = await database.write((tx) => eraseAway(tx, deps, person.id, since, commandLine));
      if (erasure !== null) erased.push(person);
      progress.add(1);
    }
  } finally {
    progress.done();
    await database.close();
  }
  return erased;
}

/** Why somebody goes: when they came last, and when their last session ended. */
function tell({ id, name, newestToken, lastSession }: Away) {
  return {
    id,
    name,
    newestTokenAt: new Date(newestToken * 1000).toISOString(),
    lastSessionEndedAt: lastSession,
  };
}

function headline(people: number, { dryRun, awaySince: at }: { dryRun: boolean; awaySince: string }): string {
  const who = count(people, 'person', 'people');
  const since = `away since before ${at.slice(0, 10)}`;
  return dryRun ? `${who} would be erased: ${since}.` : `${who} erased: ${since}.`;
}

function line(person: Away): string {
  const { id, name, newestTokenAt, lastSessionEndedAt } = tell(person);
  const session =
    lastSessionEndedAt === null ? 'never had a session' : `last session ${lastSessionEndedAt.slice(0, 10)}`;
  return `${id}  ${name}  newest token ${newestTokenAt.slice(0, 10)}, ${session}`;
}
