import { Command, Option } from '@commander-js/extra-typings';
import { fewestInGroup, fewestShown } from '@mentor-slots/contract';
import { readClaimPath, readDatabaseUrl, readTimeZone } from '../config-values.ts';
import { endsBefore, isMonthOrDay } from '../office/report/range.ts';
import { readReport } from '../office/report/report.ts';
import { csvOf, tableOf } from '../office/report/report-rows.ts';
import { zoneName } from '../time/wall-time.ts';
import { type BuildCommand, examples } from './command.ts';
import { exitCodes, Refusal } from './exit.ts';
import { openPresent } from './present.ts';

export const reportCommand: BuildCommand = (terminal) =>
  new Command('report')
    .description(
      'Sums up the sessions that are over: how many, hours, seats, seats taken, cancellations, who waited and got a seat, ' +
        'who was there, and stars where at least ' +
        `${fewestShown} people gave them. Where fewer than ${fewestInGroup} people took part, or where a difference would tell, ` +
        'figures about people are masked.',
    )
    .addOption(
      new Option('--by <group>', 'a line for each')
        .choices(['alumnus', 'month', 'both', 'cohort'] as const)
        .default('month' as const),
    )
    .option('--from <date>', 'the first month or day: 2026-09 or 2026-09-01')
    .option('--to <date>', 'the last month or day')
    .option('--time-zone <zone>', 'in which days and months begin (default: DEFAULT_TIME_ZONE)')
    .addOption(new Option('--csv', 'as CSV (RFC 4180)').conflicts('json'))
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      examples(
        'mentor-slots report',
        'mentor-slots report --by alumnus --from 2026-09 --to 2027-02 --csv > term.csv',
        'mentor-slots report --by both --time-zone Europe/London --json',
      ),
    )
    .action(async ({ by, from, to, timeZone: asked, csv, json }) => {
      const timeZone = asked === undefined ? readTimeZone(terminal.env) : zoneName(asked);
      if (timeZone === null) refuse('--time-zone', `${asked}`, 'an IANA time zone, such as Europe/London');
      for (const [option, date] of [
        ['--from', from],
        ['--to', to],
      ] as const) {
        if (date !== undefined && !isMonthOrDay(date))
          refuse(option, date, 'a month or a day, such as 2026-09 or 2026-09-01');
      }
      if (endsBefore(to, from)) refuse('--to', `${to}`, `a month or a day that is not before ${from}`);
      if (by === 'cohort' && readClaimPath(terminal.env, 'JWT_COHORT_CLAIM') === null) {
        throw new Refusal(
          'JWT_COHORT_CLAIM is not set, so nobody is known to be in a cohort.',
          exitCodes.usage,
        );
      }
      const snapshot = await openPresent(readDatabaseUrl(terminal.env));
      const progress = terminal.progress('Reading bookings');
      try {
        const range = { timeZone, from, to, endedBy: new Date().toISOString() };
        const report = await readReport(snapshot, by, range, progress.add);
        progress.done();
        if (json === true) await terminal.print(JSON.stringify(report));
        // It ends its last line itself.
        else if (csv === true) await terminal.print(csvOf(by, report.rows).replace(/\n$/, ''));
        else await terminal.print(tableOf(report.rows, report.total));
      } finally {
        await snapshot.close();
      }
    }) as unknown as Command;

function refuse(option: string, value: string, expected: string): never {
  throw new Refusal(`${option} is ${JSON.stringify(value)}; expected ${expected}.`, exitCodes.usage);
}
