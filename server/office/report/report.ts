/** The report: read in portions, summed up, masked. The command line and the programme office ask for the same. */
import type { Report, ReportBy } from '@mentor-slots/contract';
import type { Source } from '../../db/database.ts';
import { addToCohorts, type Cohorts, maskedCohorts, noCohorts } from './cohorts.ts';
import { addSession, type Cell } from './figures.ts';
import { type Entry, maskedTable, type Table } from './masking.ts';
import { cohortsAfter } from './queries.ts';
import { cohortRow, rowOf, totalRow } from './report-rows.ts';
import { inPortions, type Range, readSessions } from './sessions.ts';

/** What the sessions of a range came to. `read` hears of the rows that were read, for whoever waits. */
export async function readReport(
  source: Source,
  by: ReportBy,
  range: Range,
  read: (rows: number) => void = () => {},
): Promise<Report> {
  const { timeZone, from, to, endedBy } = range;
  const told = {
    by,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    timeZone,
    endedBy,
  };
  if (by === 'cohort') {
    const cohorts = await readCohorts(source, read);
    const sums = noCohorts();
    for await (const session of readSessions(source, range, read)) addToCohorts(sums, session, cohorts);
    const { lines, total } = await maskedCohorts(sums, cohorts);
    // Those in none come last.
    lines.sort((a, b) => (b.cohort === null || (a.cohort !== null && a.cohort < b.cohort) ? -1 : 1));
    return { ...told, rows: lines.map(cohortRow), total: totalRow(total) };
  }
  const cells = new Map<string, Cell>();
  for await (const session of readSessions(source, range, read)) addSession(cells, session);
  const table = await maskedTable([...cells.values()]);
  return { ...told, rows: entriesBy(by, table).map(rowOf), total: totalRow(table.total) };
}

async function readCohorts(source: Source, read: (rows: number) => void): Promise<Cohorts> {
  const people = await inPortions(
    (after: { id: string } | null, limit) => cohortsAfter(source, after?.id ?? '', limit),
    read,
  );
  return new Map(
    people.flatMap(({ id, token_cohorts: cohorts }) =>
      cohorts === null ? [] : [[id, JSON.parse(cohorts) as string[]]],
    ),
  );
}

function entriesBy(by: 'alumnus' | 'month' | 'both', table: Table): Entry[] {
  const entries = { alumnus: table.alumni, month: table.months, both: table.cells }[by];
  return entries
    .map((entry) => ({ entry, key: [entry.alumniName, entry.alumniId, entry.month].join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry }) => entry);
}
