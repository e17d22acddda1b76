import { Command } from '@commander-js/extra-typings';
import { programVersion } from '../version.ts';
import { type BuildCommand, count, examples } from './command.ts';
import { exitCodes } from './exit.ts';
import { lookAtConfiguration } from './readiness/configuration.ts';
import { lookAtDatabase } from './readiness/database.ts';
import { lookAtDisk } from './readiness/disk.ts';
import type { Remark } from './readiness/remark.ts';
import { lookAtKeys, lookAtMail } from './readiness/servers.ts';

const words: Record<Remark['state'], string> = { ok: 'ok     ', warning: 'WARNING', wrong: 'WRONG  ' };

export const checkCommand: BuildCommand = (terminal, ended) =>
  new Command('check')
    .description(
      'Looks whether the service could start and work: configuration, database and its clock, disk, keys, mail server. ' +
        'Starts and changes nothing; exit 1 where something is wrong.',
    )
    .option('--json', 'as one line of JSON')
    .addHelpText('after', examples('mentor-slots check', 'mentor-slots check --json | jq .remarks'))
    .action(async ({ json }) => {
      const { env } = terminal;
      const looks = [
        async () => lookAtConfiguration(env),
        () => lookAtDatabase(env, Date.now),
        () => lookAtDisk(env),
        () => lookAtKeys(env),
        () => lookAtMail(env),
      ];
      const remarks: Remark[] = [];
      if (json !== true) await terminal.print(`Mentor Slots ${programVersion} on Node ${process.version}`);
      for (const look of looks) {
        for (const remark of await look()) {
          remarks.push(remark);
          if (json !== true) await terminal.print(`${words[remark.state]} ${remark.topic}: ${remark.says}`);
        }
      }
      const wrong = remarks.filter(({ state }) => state === 'wrong').length;
      const warnings = remarks.filter(({ state }) => state === 'warning').length;
      if (json === true)
        await terminal.print(JSON.stringify({ ready: wrong === 0, version: programVersion, remarks }));
      else if (wrong > 0) await terminal.print(`${count(wrong, 'thing is', 'things are')} wrong.`);
      else if (warnings > 0) await terminal.print(`Nothing is wrong; look at ${count(warnings, 'warning')}.`);
      else await terminal.print('All is well.');
      ended(wrong === 0 ? exitCodes.fine : exitCodes.failed);
    }) as unknown as Command;
