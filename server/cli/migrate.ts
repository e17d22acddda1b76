import { Command } from '@commander-js/extra-typings';
import { readDatabaseUrl } from '../config-values.ts';
import { planDatabaseUpgrade, upgradeDatabase } from '../db/open-database.ts';
import { type SchemaChange, tellSchemaChange } from '../db/schema-upgrade.ts';
import { type BuildCommand, examples, show } from './command.ts';
import { exitCodes } from './exit.ts';

export const migrateCommand: BuildCommand = (terminal, ended) =>
  new Command('migrate')
    .description(
      'Brings the database to the schema of this program, in one transaction a version; makes it where it is ' +
        'missing. Starting the service does the same.',
    )
    .option('--check', 'change nothing; exit 1 where there is something to do')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', examples('mentor-slots migrate --check', 'mentor-slots migrate'))
    .action(async ({ check, json }) => {
      const url = readDatabaseUrl(terminal.env);
      const change = check === true ? await planDatabaseUpgrade(url) : await upgradeDatabase(url);
      await show(terminal, json, change, check === true ? tellPlan : tellSchemaChange);
      ended(check === true && change.from !== change.to ? exitCodes.failed : exitCodes.fine);
    }) as unknown as Command;

function tellPlan({ from, to, brought }: SchemaChange): string {
  if (from === to) return `The database is of version ${to}: nothing to upgrade.`;
  if (from === null) return `There is no database yet: migrating makes its tables, version ${to}.`;
  return `The database is of version ${from}: migrating upgrades it to version ${to}, which brings ${brought.join('; ')}.`;
}
