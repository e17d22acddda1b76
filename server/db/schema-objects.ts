/** What a schema is made of, so that one can be compared with another, object by object. */
import { tables } from './table-facts.ts';

/**
 * By what an object is and where (`column slots.waiting`, `index slots_by_alumnus`, `rule of slots: CHECK (…)`): how it is
 * defined, in the words of the engine, which stand in the key alone where the object has no name that counts.
 */
export type SchemaObjects = ReadonlyMap<string, string>;

/** Only objects of these tables count: what else is in a database is somebody else's. */
export const ourTables: readonly string[] = Object.keys(tables);

export interface Difference {
  sentence: string;
  /** Does the program work without it, and can therefore go on looking at the rows? */
  isBearable: boolean;
}

/** How a schema differs from the one that it should be. Further indexes that are not unique are no difference: they only cost. */
export function compareSchemas(found: SchemaObjects, expected: SchemaObjects): Difference[] {
  const differences: Difference[] = [];
  for (const [what, definition] of expected) {
    const other = found.get(what);
    if (other === definition) continue;
    const isBearable = other !== undefined || !/^(table|column) /.test(what);
    const sentence =
      other === undefined ? `${what} is missing` : `${what} is "${other}"; expected "${definition}"`;
    differences.push({ sentence, isBearable });
  }
  for (const [what, definition] of found) {
    if (expected.has(what) || definition.startsWith('CREATE INDEX')) continue;
    differences.push({ sentence: `${what} is there and should not be`, isBearable: true });
  }
  return differences;
}
