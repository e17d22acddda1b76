/** A report's lines as programs, spreadsheets and people read them. */
import type { ReportBy, ReportRow } from '@mentor-slots/contract';
import type { CohortLine } from './cohorts.ts';
import type { Figures } from './figures.ts';
import type { Entry } from './masking.ts';

/** Figures without a name. */
export type ReportTotal = Omit<ReportRow, 'alumniId' | 'alumniName' | 'month' | 'cohort'>;

/** Figures about people are null where they are masked. What was offered is public and always there. */
export function rowOf({ alumniId, alumniName, month, figures, hidden, ratingHidden }: Entry): ReportRow {
  return {
    ...(alumniId !== null && { alumniId }),
    ...(alumniName !== null && { alumniName }),
    ...(month !== null && { month }),
    ...offered(figures, false),
    ...ofPeople(figures, hidden, ratingHidden),
  };
}

/** In which sessions a cohort was is about people too. */
export function cohortRow({ cohort, ...line }: CohortLine): ReportRow {
  return {
    cohort,
    ...offered(line.figures, line.hidden),
    ...ofPeople(line.figures, line.hidden, line.ratingHidden),
  };
}

/** Of all students, whichever cohorts they are in. */
export function totalRow({
  figures,
  hidden,
  ratingHidden,
}: Pick<Entry, 'figures' | 'hidden' | 'ratingHidden'>): ReportTotal {
  return { ...offered(figures, false), ...ofPeople(figures, hidden, ratingHidden) };
}

function offered({ sessions, hours, seats }: Figures, hidden: boolean) {
  return hidden
    ? { sessions: null, hours: null, seats: null }
    : { sessions, hours: Math.round(hours * 100) / 100, seats };
}

function ofPeople(figures: Figures, hidden: boolean, ratingHidden: boolean) {
  const { seats, seatsTaken, attended, absent, stars, ratings } = figures;
  const shown = <T>(value: T) => (hidden ? null : value);
  const isRated = !ratingHidden && ratings > 0;
  return {
    seatsTaken: shown(seatsTaken),
    fillRate: shown(shareOf(seatsTaken, seats)),
    sessionsCancelled: shown(figures.sessionsCancelled),
    bookingsCancelled: shown(figures.bookingsCancelled),
    waited: shown(figures.waited),
    promoted: shown(figures.promoted),
    attended: shown(attended),
    absent: shown(absent),
    attendanceRate: shown(shareOf(attended, attended + absent)),
    ratings: isRated ? ratings : null,
    rating: isRated ? Math.round((stars / ratings) * 10) / 10 : null,
    masked: hidden,
  };
}

function shareOf(part: number, all: number): number | null {
  return all === 0 ? null : Math.round((part / all) * 1000) / 1000;
}

const numbers = [
  'sessions',
  'hours',
  'seats',
  'seatsTaken',
  'fillRate',
  'sessionsCancelled',
  'bookingsCancelled',
  'waited',
  'promoted',
  'attended',
  'absent',
  'attendanceRate',
  'ratings',
  'rating',
] as const satisfies readonly (keyof ReportRow)[];

/** RFC 4180. Masked figures are empty. The mark in front tells Excel that it is UTF-8. */
export function csvOf(by: ReportBy, rows: readonly ReportRow[]): string {
  const names = by === 'cohort' ? (['cohort'] as const) : (['alumniId', 'alumniName', 'month'] as const);
  const columns = [...names, ...numbers, 'masked'] as const;
  const lines = rows.map((row) => columns.map((column) => field(row[column])).join(','));
  return `\ufeff${[columns.join(','), ...lines].map((line) => `${line}\r\n`).join('')}`;
}

function field(value: string | number | boolean | null | undefined): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  // A name that a spreadsheet would take for a formula: in the wide signs of East Asia too, and behind spaces.
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const heads = [
  '',
  'sessions',
  'hours',
  'seats',
  'taken',
  'filled',
  'called off',
  'cancellations',
  'waited',
  'got a seat',
  'attended',
  'absent',
  'were there',
  'ratings',
  'stars',
];

/** In columns, with the total below. */
export function tableOf(rows: readonly ReportRow[], total: ReportTotal): string {
  if (rows.length === 0) return 'No session is over in that time.';
  const lines = [heads, ...rows.map((row) => cellsOf(nameOf(row), row)), cellsOf('total', total)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const masked = [...rows, total].some((row) => row.masked);
  if (masked) text.push('', '*  too few people, or a difference would tell of too few');
  return text.join('\n');
}

function nameOf({ alumniId, alumniName, month, cohort }: ReportRow): string {
  if (cohort === null) return '(in none)';
  const name = alumniName === undefined || alumniName === alumniId ? alumniId : `${alumniName} (${alumniId})`;
  return [cohort, month, name].filter((part) => part !== undefined).join('  ');
}

function cellsOf(name: string, row: ReportTotal): string[] {
  return [
    name,
    ...numbers.map((column) => {
      const value = row[column];
      if (value === null) return row.masked && column !== 'ratings' && column !== 'rating' ? '*' : '';
      if (column === 'fillRate' || column === 'attendanceRate') return `${Math.round(value * 100)} %`;
      return column === 'rating' ? value.toFixed(1) : value.toLocaleString('en');
    }),
  ];
}
