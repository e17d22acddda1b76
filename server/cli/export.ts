import { Command } from '@commander-js/extra-typings';
import { commandLine, recordAudit } from '../audit/record.ts';
import { readDatabaseUrl } from '../config-values.ts';
import { openDatabase } from '../db/open-database.ts';
import { type BuildCommand, examples } from './command.ts';
import { Refusal } from './exit.ts';
import { readPerson } from './person.ts';
import { openPresent } from './present.ts';

export const exportCommand: BuildCommand = (terminal) =>
  new Command('export')
    .description('Writes everything that is kept about a person, as JSON (GDPR articles 15 and 20).')
    .argument('<person>', "the person's id: the `sub` of their tokens")
    .option('--json', 'on one line')
    .addHelpText(
      'after',
      examples('mentor-slots export ada > ada.json', 'mentor-slots export --json ada | jq .bookings'),
    )
    .action(async (personId, { json }) => {
      const url = readDatabaseUrl(terminal.env);
      const snapshot = await openPresent(url);
      try {
        const record = await readPerson(snapshot, personId);
        if (record === null) throw new Refusal(noSuchPerson(personId));
        await recordExport(url, personId);
        const all = { exportedAt: new Date().toISOString(), ...record };
        await terminal.print(JSON.stringify(all, null, json === true ? 0 : 2));
      } finally {
        await snapshot.close();
      }
    }) as unknown as Command;

/** Before anything is handed out: nobody gets what is not recorded. */
async function recordExport(url: string, personId: string): Promise<void> {
  const database = await openDatabase(url);
  try {
    const fact = { action: 'person_exported', subjectId: personId, details: {} } as const;
    await database.write(async (tx) => recordAudit(tx, commandLine, Date.now(), fact));
  } finally {
    await database.close();
  }
}

export const noSuchPerson = (personId: string) =>
  `There is no person with the id ${JSON.stringify(personId)}.`;
