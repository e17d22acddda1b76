import { Command } from '@commander-js/extra-typings';
import { readBookingRules } from '../config.ts';
import { readMediaDir } from '../config-media.ts';
import { readDatabaseUrl } from '../config-values.ts';
import { openDatabase } from '../db/open-database.ts';
import { erasePerson } from '../people/erasure.ts';
import { removeRecordingFiles } from '../sessions/recordings/files.ts';
import { recordingIdsOf } from '../sessions/recordings/queries.ts';
import { type BuildCommand, count, examples, show } from './command.ts';
import { exitCodes, Refusal } from './exit.ts';
import { noSuchPerson } from './export.ts';
import { openPresent } from './present.ts';
import type { Terminal } from './terminal.ts';

export const eraseCommand: BuildCommand = (terminal) =>
  new Command('erase')
    .description(
      'Erases a person for good (GDPR article 17): cancels what is ahead, puts a pseudonym in the place of their id, ' +
        'removes what they wrote. The counts stay. End their access in the portal first: ' +
        'a token that is still accepted brings them back, as a new person.',
    )
    .argument('<person>', "the person's id: the `sub` of their tokens")
    .option('--yes', 'do not ask; needed where there is no terminal')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', examples('mentor-slots erase ada', 'mentor-slots erase --yes --json ada'))
    .action(async (personId, { yes, json }) => {
      const url = readDatabaseUrl(terminal.env);
      const mediaDir = readMediaDir(terminal.env);
      const deps = { clock: Date.now, rules: readBookingRules(terminal.env) };
      const name = await nameOf(url, personId);
      if (yes !== true) await confirm(terminal, personId, name);
      const database = await openDatabase(url);
      try {
        const { erasure, recordings } = await database.write(async (tx) => {
          const recordings = await recordingIdsOf(tx, personId);
          return { recordings, erasure: await erasePerson(tx, deps, personId) };
        });
        if (erasure === null) throw new Refusal(noSuchPerson(personId));
        // Without MEDIA_DIR the service sweeps them up.
        if (mediaDir !== null) await removeRecordingFiles(mediaDir, recordings);
        await show(
          terminal,
          json,
          erasure,
          ({ slotsCancelled, bookingsCancelled, slotsKept, bookingsKept }) =>
            [
              `${personId} is erased.`,
              `Cancelled: ${count(slotsCancelled, 'session')} ahead and ${count(bookingsCancelled, 'booking')} ahead.`,
              `Kept without a name: ${count(slotsKept, 'session')} and ${count(bookingsKept, 'booking')}.`,
            ].join('\n'),
        );
      } finally {
        await database.close();
      }
    }) as unknown as Command;

/** Looked at before anybody is asked, and before a database could be made that is not there. */
async function nameOf(url: string, personId: string): Promise<string> {
  const snapshot = await openPresent(url);
  try {
    const person = await snapshot.kysely
      .selectFrom('people')
      .select('name')
      .where('id', '=', personId)
      .executeTakeFirst();
    if (person === undefined) throw new Refusal(noSuchPerson(personId));
    return person.name;
  } finally {
    await snapshot.close();
  }
}

async function confirm(terminal: Terminal, personId: string, name: string): Promise<void> {
  if (!terminal.interactive) {
    throw new Refusal('Erasing cannot be undone. Where nobody can be asked, say --yes.', exitCodes.usage);
  }
  terminal.say(`Erasing ${name} cannot be undone.`);
  const answer = await terminal.ask(`Type the id ${JSON.stringify(personId)} to go on: `);
  if (answer !== personId) throw new Refusal('That is another id: nothing was changed.');
}
