import { Command } from '@commander-js/extra-typings';
import { readMediaDir } from '../config-media.ts';
import { readDatabaseUrl } from '../config-values.ts';
import { openSnapshot } from '../db/open-snapshot.ts';
import { listRecordingFiles } from '../sessions/recordings/files.ts';
import { recordingFiles } from './checks/recordings.ts';
import { type BuildCommand, count, examples } from './command.ts';
import { brokenLines, examine, type Finding } from './examination.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { nightly, nightlyOption } from './nightly.ts';
import type { Terminal } from './terminal.ts';

export const doctorCommand: BuildCommand = (terminal, ended) =>
  new Command('doctor')
    .description('Looks whether the database keeps every promise. Reads only, also while a service runs.')
    .option('--json', 'as one line of JSON')
    .addOption(nightlyOption())
    .addHelpText(
      'after',
      examples(
        'mentor-slots doctor',
        'DATABASE_URL=sqlite:backups/monday.db mentor-slots doctor   # a backup',
        'mentor-slots doctor --json | jq .broken',
        'mentor-slots doctor --nightly   # from cron',
      ),
    )
    .action(async ({ json, nightly: isNightly }) => {
      const url = readDatabaseUrl(terminal.env);
      if (isNightly !== true) return ended(await look(terminal, url, json, terminal.print));
      const complain = async (text: string) => terminal.say(text);
      ended(await nightly(terminal, url, 'doctor', (silent) => look(silent, url, false, complain)));
    }) as unknown as Command;

/** @param complain is told what is broken, for a person */
async function look(
  terminal: Terminal,
  url: string,
  json: boolean | undefined,
  complain: (text: string) => Promise<void>,
): Promise<ExitCode> {
  const mediaDir = readMediaDir(terminal.env);
  // Before the database: what comes while it is looked at is in neither.
  const files = mediaDir === null ? [] : await listRecordingFiles(mediaDir);
  const more = mediaDir === null ? [] : [recordingFiles(mediaDir, files, Date.now())];
  const snapshot = await openSnapshot(url);
  const findings: Finding[] = [];
  try {
    for await (const finding of examine(snapshot, terminal, more)) {
      findings.push(finding);
      if (json === true) continue;
      if (finding.broken === 0) await terminal.print(`ok      ${finding.name}: ${finding.promise}.`);
      else await complain(brokenLines(finding).join('\n'));
    }
  } finally {
    await snapshot.close();
  }
  const broken = findings.reduce((sum, finding) => sum + finding.broken, 0);
  const promises = findings.filter((finding) => finding.broken > 0).length;
  if (json === true) await terminal.print(JSON.stringify({ whole: broken === 0, broken, checks: findings }));
  else if (broken === 0) await terminal.print('The database is whole.');
  else await complain(`${count(promises, 'promise')} broken, by ${count(broken, 'row')}.`);
  return broken === 0 ? exitCodes.fine : exitCodes.broken;
}
