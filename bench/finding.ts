/** What it costs to find sessions by words among many: the first page of everybody's, and the same without words. */
import type { CutOffs } from '@mentor-slots/contract';
import type { Database } from '../server/dist/db/database.js';
import { listOpenSlots } from '../server/dist/publishing/open.js';

/** SQL of a slot's description by its number `i` of so many: a word of a third, one of three in a thousand, one of twenty sessions. */
export function description(slots: number): string {
  const rare = Math.max(2, Math.floor(slots / 20) - 1);
  // Of a few words alone PostgreSQL cannot tell how many rows one that begins so has.
  return `'Career questions, and how to ask them' || ' of subject' || (i % 397) || CASE WHEN i % 3 = 0 THEN ' in interviews' ELSE '' END
    || CASE WHEN i % 331 = 0 THEN ' about biology' ELSE '' END || CASE WHEN i % ${rare} = 0 THEN ' on glaciers' ELSE '' END`;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** What is asked, and how it is called in the table. */
export const lookups: Readonly<Record<string, string | undefined>> = {
  'open sessions': undefined,
  'open, a word of a third': 'interviews',
  'open, a word of 0.3 %': 'biology',
  'open, a word of twenty': 'glaciers',
  'open, the beginning of a word': 'inter',
  'open, one letter': 'p',
  'open, two words': 'biology interviews',
  'open, two words, one of a name': 'person interviews',
  'open, a hundred words of one letter': [...letters, ...letters.replace(/./g, '$& $&1 ')]
    .join(' ')
    .slice(0, 200),
  'open, no session has both': 'inter glaciology',
};

/** Reads the first page. */
export async function findOpen(database: Database, q: string | undefined, cutOffs: CutOffs): Promise<void> {
  await listOpenSlots(database.read, q === undefined ? {} : { q }, cutOffs, Date.now());
}
