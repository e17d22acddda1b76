import { Command, Option } from '@commander-js/extra-typings';
import { readDatabaseUrl, readTimeZone } from '../config-values.ts';
import { zoneName } from '../time/wall-time.ts';
import { type BuildCommand, examples } from './command.ts';
import { exitCodes, Refusal } from './exit.ts';
import { fewest, readFigures } from './figures.ts';
import { type Entry, maskedTable, type Table } from './masking.ts';
import { openPresent } from './present.ts';
import { csvOf, rowOf, tableOf } from './report-rows.ts';

export const reportCommand: BuildCommand = (terminal) =>
  new Command('report')
    .description(
      'Sums up the sessions that are over: how many, hours, seats, seats taken, cancellations, who waited and got a seat. ' +
        `Where fewer than ${fewest} people took part, or where a difference would tell, figures about people are masked.`,
    )
    .addOption(
      new Option('--by <group>', 'a line for each')
        .choices(['alumnus', 'month', 'both'] as const)
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
        if (date !== undefined && !isDate(date))
          refuse(option, date, 'a month or a day, such as 2026-09 or 2026-09-01');
      }
      // A day is within its month, so the day is cut off where the other end is a month.
      if (from !== undefined && to !== undefined && from.slice(0, to.length) > to)
        refuse('--to', to, `a month or a day that is not before ${from}`);
      const snapshot = await openPresent(readDatabaseUrl(terminal.env));
      const progress = terminal.progress('Reading bookings');
      try {
        const endedBy = new Date().toISOString();
        const cells = await readFigures(snapshot, { timeZone, from, to, endedBy }, () => progress.add(1));
        progress.done();
        const table = maskedTable(cells);
        const rows = entriesBy(by, table).map(rowOf);
        const total = rowOf(table.total);
        if (json === true)
          await terminal.print(JSON.stringify({ by, from, to, timeZone, endedBy, rows, total }));
        else await terminal.print(csv === true ? csvOf(rows) : tableOf(rows, total));
      } finally {
        await snapshot.close();
      }
    }) as unknown as Command;

function entriesBy(by: 'alumnus' | 'month' | 'both', table: Table): Entry[] {
  const entries = { alumnus: table.alumni, month: table.months, both: table.cells }[by];
  const key = ({ alumniName, alumniId, month }: Entry) => [alumniName, alumniId, month].join('\n');
  return entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(text)) return false;
  const day = text.length === 7 ? `${text}-01` : text;
  const milliseconds = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(day);
}

function refuse(option: string, value: string, expected: string): never {
  throw new Refusal(`${option} is ${JSON.stringify(value)}; expected ${expected}.`, exitCodes.usage);
}
