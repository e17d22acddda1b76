/** Looks at every promise that a database must keep. Reads row by row, writes nothing. */
import { readBookingRules } from '../config.ts';
import { schemaVersion } from '../db/schema.ts';
import type { Difference } from '../db/schema-objects.ts';
import type { Contents } from '../db/snapshot.ts';
import { auditGaps } from './checks/audit-gaps.ts';
import { busyCalendars, busyTimes, calendarFeeds } from './checks/calendars.ts';
import type { Check } from './checks/check.ts';
import { keptAnswers, statuses, versions } from './checks/facts.ts';
import { messages } from './checks/messages.ts';
import { ownOverlaps, studentOverlaps } from './checks/overlaps.ts';
import { offers, passedOver, queues } from './checks/queues.ts';
import { audit, moves, orphans } from './checks/references.ts';
import { capacity, duplicates, seats } from './checks/seats.ts';
import { attendance, feedback, privateNotes, sessionNotes } from './checks/sessions.ts';
import { links, names } from './checks/shown.ts';
import { copiedStarts, exactInstants, past, wallTimes } from './checks/times.ts';
import { words } from './checks/words.ts';
import type { Terminal } from './terminal.ts';

/** Rows named for one promise at the most; the others are counted. */
const named = 100;

export interface Finding {
  name: string;
  promise: string;
  /** Rows that break it. */
  broken: number;
  /** A sentence for each of them, for the first hundred. */
  lines: string[];
}

const checks: readonly Check[] = [
  seats,
  capacity,
  duplicates,
  queues,
  passedOver,
  offers,
  ownOverlaps,
  studentOverlaps,
  orphans,
  moves,
  versions,
  statuses,
  exactInstants,
  past,
  wallTimes,
  copiedStarts,
  links,
  names,
  keptAnswers,
  messages,
  calendarFeeds,
  busyCalendars,
  busyTimes,
  sessionNotes,
  privateNotes,
  attendance,
  feedback,
  words,
  audit,
  auditGaps,
];

/**
 * Each promise as soon as it was looked at, and `more` that are not about the database alone. Where the tables are of another
 * version or lack columns, that alone.
 */
export async function* examine(
  contents: Contents,
  terminal: Terminal,
  more: readonly Check[] = [],
): AsyncIterable<Finding> {
  const schema = await lookAt(schemaCheck, contents, terminal);
  yield schema;
  if (schema.broken > 0) return;
  const differences = await contents.schemaDifferences();
  yield await lookAt(tablesCheck(differences), contents, terminal);
  if (differences.some(({ isBearable }) => !isBearable)) return;
  let broken = 0;
  for (const check of [...checks, ...more]) {
    const finding = await lookAt(check, contents, terminal);
    broken += finding.broken;
    yield finding;
  }
  const finding = await lookAt(storage, contents, terminal);
  // What the checks before have named already by its row, the engine finds too, without naming it.
  const lines = broken === 0 ? finding.lines : finding.lines.filter((line) => !sameInOtherWords.test(line));
  yield { ...finding, lines, broken: finding.broken - (finding.lines.length - lines.length) };
}

const sameInOtherWords = /^CHECK constraint failed in|^NULL value in|^row \d+ of (slots|bookings) refers to/;

const schemaCheck: Check = {
  name: 'schema',
  promise: `the tables are of version ${schemaVersion}, as this program expects`,
  async look(contents, broken) {
    if (contents.schemaVersion === schemaVersion) return;
    const expected =
      contents.schemaVersion === null ? `one, with version ${schemaVersion}` : `version ${schemaVersion}`;
    broken(`the database ${contents.versionInWords}; this program expects ${expected}`);
  },
};

const tablesCheck = (differences: readonly Difference[]): Check => ({
  name: 'tables',
  promise: 'every column, rule, index and trigger is as schema.sql has it',
  async look(_, broken) {
    for (const { sentence } of differences) broken(sentence);
  },
});

const storage: Check = {
  name: 'storage',
  promise: 'the database engine finds its own data whole',
  async look(contents, broken) {
    for (const fault of await contents.storageFaults()) broken(fault);
  },
};

async function lookAt(check: Check, contents: Contents, terminal: Terminal): Promise<Finding> {
  const finding: Finding = { name: check.name, promise: check.promise, broken: 0, lines: [] };
  const progress = terminal.progress(`Looking at ${check.name}, rows`);
  await check.look(
    contents,
    (sentence) => {
      finding.broken += 1;
      // Some are in the words of others, with a full stop or without.
      if (finding.lines.length < named) finding.lines.push(sentence.replace(/\.$/, ''));
    },
    () => progress.add(1),
    readBookingRules(terminal.env),
  );
  progress.done();
  return finding;
}

/** The lines of a broken promise, for a person. */
export function brokenLines({ name, lines, broken }: Finding): string[] {
  const more = broken - lines.length;
  return [
    ...lines.map((line) => `BROKEN  ${name}: ${line}.`),
    ...(more > 0 ? [`BROKEN  ${name}: … and ${more.toLocaleString('en')} more.`] : []),
  ];
}

/** Those of all that is broken. */
export async function allBrokenLines(contents: Contents, terminal: Terminal): Promise<string[]> {
  const lines: string[] = [];
  for await (const finding of examine(contents, terminal)) lines.push(...brokenLines(finding));
  return lines;
}
