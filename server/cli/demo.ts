import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { variableNames } from '../config-names.ts';
import { projectFile } from '../project-file.ts';
import { type BuildCommand, examples } from './command.ts';

/** What it keeps lies here, below the folder where one is. */
const folder = 'demo-data';

export const demoCommand: BuildCommand = (terminal, ended) =>
  new Command('demo')
    .description(
      `Runs a demo portal at http://localhost:3000 with people, sessions and mails of its own, in ./${folder}. ` +
        'Of the environment it takes HOST and PORT alone, so that it never comes near your database.',
    )
    .addHelpText('after', examples('mentor-slots demo', 'PORT=3001 mentor-slots demo'))
    .action(async () => {
      const env = { ...terminal.env };
      for (const name of variableNames()) if (name !== 'HOST' && name !== 'PORT') delete env[name];
      const { runDemo } = await import(projectFile('demo/run.mjs').href);
      await runDemo({ data: resolve(folder), command: 'mentor-slots demo', env });
      ended(null);
    }) as unknown as Command;
