/** The pages that tell the figures: the tables of docs/performance.md and the three lines of the README, between their markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type FactName, facts } from './facts.ts';
import { type Kept, rowsOf } from './kept.ts';
import { isMet, type Row } from './row.ts';
import { forPage, rounded } from './table.ts';

const places = [
  { path: 'docs/performance.md', name: 'promised', text: (kept: Kept) => forPage(withAim(kept)) },
  { path: 'docs/performance.md', name: 'missed', text: tellMissed },
  { path: 'docs/performance.md', name: 'others', text: (kept: Kept) => forPage(withoutAim(kept)) },
  { path: 'docs/performance.md', name: 'machine', text: tellMachine },
  { path: 'README.md', name: 'fast', text: tellShortly },
];

/** What stands between the markers of a page, and what should stand there. */
export function comparePages(kept: Kept): { where: string; stands: string; should: string }[] {
  return places.map(({ path, name, text }) => {
    const { between } = split(path, name);
    return { where: `${path}: ${name}`, stands: between, should: text(kept) };
  });
}

/** Writes the figures into the pages. */
export function writePages(kept: Kept): void {
  for (const { path, name, text } of places) {
    const { before, after } = split(path, name);
    writeFileSync(urlOf(path), `${before}${text(kept)}${after}`);
  }
}

const withAim = (kept: Kept): Row[] => rowsOf(kept).filter((row) => row.aim !== undefined);
const withoutAim = (kept: Kept): Row[] => rowsOf(kept).filter((row) => row.aim === undefined);

function tellMachine({ measuredOn, machine }: Kept): string {
  return `Last written on ${measuredOn}, on ${machine.cores} cores (${machine.processor}), Node ${machine.node}.`;
}

/** Why the lines that miss their aim do so. */
function tellMissed(kept: Kept): string {
  const missed = rowsOf(kept).filter((row) => isMet(row) === false);
  if (missed.length === 0) return 'Every aim is met.';
  const lines = missed.map(({ measured, against, why = 'nobody has said why yet.' }) => {
    return `- ${measured}${against === undefined ? '' : `, against ${against}`}: ${why}`;
  });
  return ['What misses its aim, and why:', '', ...lines].join('\n');
}

/** The three lines of the README. */
function tellShortly({ figures }: Kept): string {
  const tell = (name: FactName, told: (own: string, base: string, times: string) => string) => {
    const one = figures[name];
    if (one === undefined) return `- ${facts[name].measured}: not measured yet`;
    const base = 'base' in one ? rounded(one.base.median) : '';
    const times = 'ratio' in one ? rounded(one.ratio.median) : '';
    return `- ${told(rounded(one.own.median), base, times)}`;
  };
  return [
    tell(
      'tutorial',
      (own, base, times) =>
        `**${own} durable bookings a second** over HTTP, each on the disk before its answer: ${times} × what a server of Express, TypeORM and Socket.IO takes, written as tutorials have it (${base}).`,
    ),
    tell(
      'change',
      (own, base) =>
        `**${own} ms** from pressing “Book” until the last of 2,000 open pages has heard of it; the bare ws library needs ${base} ms to send them the same bytes.`,
    ),
    tell(
      'restart',
      (own) =>
        `**${own} s** after a node with 2,000 open pages begins to restart all of them are live again.`,
    ),
  ].join('\n');
}

const urlOf = (path: string) => new URL(`../${path}`, import.meta.url);

/** A page before, between and after the markers of this name. */
function split(path: string, name: string): { before: string; between: string; after: string } {
  const page = readFileSync(urlOf(path), 'utf8');
  const [begin, end] = [`<!-- bench: ${name} -->\n`, `\n<!-- /bench: ${name} -->`];
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < 0) throw new Error(`${path} has no place for ${name}.`);
  const from = start + begin.length;
  return { before: page.slice(0, from), between: page.slice(from, stop), after: page.slice(stop) };
}
