/** A report's lines as programs, spreadsheets and people read them. */
import type { Entry } from './masking.ts';

/** Figures about people are null where they are masked. What was offered is public and always there. */
export interface ReportRow {
  alumniId?: string;
  alumniName?: string;
  month?: string;
  sessions: number;
  hours: number;
  seats: number;
  seatsTaken: number | null;
  /** Seats taken of all seats, 0 to 1. */
  fillRate: number | null;
  sessionsCancelled: number | null;
  bookingsCancelled: number | null;
  /** Who waited for a seat, and who of them got one. */
  waited: number | null;
  promoted: number | null;
  masked: boolean;
}

export function rowOf({ alumniId, alumniName, month, figures, hidden }: Entry): ReportRow {
  const { sessions, seats, seatsTaken, sessionsCancelled, bookingsCancelled, waited, promoted } = figures;
  const shown = <T>(value: T) => (hidden ? null : value);
  return {
    ...(alumniId !== null && { alumniId }),
    ...(alumniName !== null && { alumniName }),
    ...(month !== null && { month }),
    sessions,
    hours: Math.round(figures.hours * 100) / 100,
    seats,
    seatsTaken: shown(seatsTaken),
    fillRate: shown(seats === 0 ? null : Math.round((seatsTaken / seats) * 1000) / 1000),
    sessionsCancelled: shown(sessionsCancelled),
    bookingsCancelled: shown(bookingsCancelled),
    waited: shown(waited),
    promoted: shown(promoted),
    masked: hidden,
  };
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
] as const satisfies readonly (keyof ReportRow)[];

/** RFC 4180. Masked figures are empty. The mark in front tells Excel that it is UTF-8. */
export function csvOf(rows: readonly ReportRow[]): string {
  const columns = ['alumniId', 'alumniName', 'month', ...numbers, 'masked'] as const;
  const lines = rows.map((row) => columns.map((column) => field(row[column])).join(','));
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r`;
}

function field(value: string | number | boolean | null | undefined): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  // A name that a spreadsheet would take for a formula: in the wide signs of East Asia too, and behind spaces.
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** In columns, with the total below. */
export function tableOf(rows: readonly ReportRow[], total: ReportRow): string {
  if (rows.length === 0) return 'No session is over in that time.';
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
  ];
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

function nameOf({ alumniId, alumniName, month }: ReportRow): string {
  const name = alumniName === undefined || alumniName === alumniId ? alumniId : `${alumniName} (${alumniId})`;
  return [month, name].filter((part) => part !== undefined).join('  ');
}

function cellsOf(name: string, row: ReportRow): string[] {
  return [
    name,
    ...numbers.map((column) => {
      const value = row[column];
      if (value === null) return row.masked ? '*' : '';
      return column === 'fillRate' ? `${Math.round(value * 100)} %` : value.toLocaleString('en');
    }),
  ];
}
