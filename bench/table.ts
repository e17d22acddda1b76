/** The rows as a table, for a terminal and for a page. */

import type { Fact } from './fact.ts';
import type { Spread } from './measure.ts';
import { decisive, isMet, type Row } from './row.ts';

const titles = ['measured', 'figure', 'against', 'figure', 'ratio', 'min–max', 'aim', ''];
const rightAligned = [1, 3, 4, 5, 6];

function cells(row: Row): string[] {
  const { measured, against = '', unit, figures } = row;
  if (figures === null) return [measured, 'not yet', against, '', '', '', tellAim(row), ''];
  const isCompared = 'ratio' in figures;
  const { least, most } = decisive(figures);
  const met = isMet(row);
  return [
    measured,
    told(figures.own, unit),
    against,
    isCompared ? told(figures.base, unit) : '',
    isCompared ? `${rounded(figures.ratio.median)} ×` : '',
    `${rounded(least)}–${rounded(most)}`,
    tellAim(row),
    met === null ? '' : met ? 'met' : 'missed',
  ];
}

/** In words, empty where there is none. */
export function tellAim({ aim, against, unit }: Fact): string {
  if (aim === undefined) return '';
  const [sign, bound] = 'least' in aim ? ['≥', aim.least] : ['≤', aim.most];
  return `${sign} ${bound} ${against === undefined ? unit : '×'}`;
}

const told = (figure: Spread, unit: Fact['unit']) => `${rounded(figure.median)} ${unit}`;

/** Three digits that count. */
export function rounded(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** In columns of one width. */
export function forTerminal(rows: readonly Row[]): string {
  const table = [titles, ...rows.map(cells)];
  const widths = titles.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return rightAligned.includes(column) ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** In Markdown. */
export function forPage(rows: readonly Row[]): string {
  const rule = titles.map((_, column) => (rightAligned.includes(column) ? '---:' : '---'));
  const lines = [titles, ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`);
  return lines.toSpliced(1, 0, `|${rule.join('|')}|`).join('\n');
}
