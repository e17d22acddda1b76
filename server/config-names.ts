/** Which variables the service reads. */
import { randomBytes } from 'node:crypto';
import { loadConfig } from './config.ts';

/** Their names, asked of the reading itself, so that none is forgotten. */
export function variableNames(): readonly string[] {
  const names = new Set<string>();
  // One of the keys must be there, for the others to be read.
  const least: NodeJS.ProcessEnv = { JWT_SECRET: randomBytes(32).toString('hex') };
  loadConfig(
    new Proxy(least, {
      get(env, name: string) {
        names.add(name);
        return env[name];
      },
    }),
  );
  return [...names];
}

/** Letters that must be other ones, for two names to be taken for each other. */
const mostSlips = (name: string) => (name.length < 10 ? 1 : 2);

/** A sentence for each variable that is set, is none of ours, and is spelt nearly like one; its value is no part of it. */
export function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  const names = variableNames();
  return Object.keys(env).flatMap((name) => {
    if (names.includes(name) || !env[name]?.trim()) return [];
    const spelt = bare(name);
    // HOST and PORT are words of everybody's: only another case of them is ours.
    const near = names.flatMap((known) => {
      const most = known.length < 6 ? 0 : mostSlips(known);
      // So many letters more or less are as many slips.
      if (Math.abs(spelt.length - bare(known).length) > most) return [];
      const found = slips(spelt, bare(known));
      return found <= most ? [{ known, found }] : [];
    });
    const [nearest] = near.sort((one, other) => one.found - other.found);
    if (nearest === undefined) return [];
    const meant = nearest.known;
    const how = env[meant]?.trim() ? 'which is set as well' : 'which is not set';
    return [`${name} is set, and the service does not read it: ${meant} may be meant, ${how}.`];
  });
}

const bare = (name: string) => name.toUpperCase().replaceAll('_', '');

/** How many letters are missing, too many, other ones or exchanged with the next (the restricted Damerau–Levenshtein distance). */
function slips(one: string, other: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      if (i === 0) {
        row.push(j);
        continue;
      }
      const at = (up: number, left: number) => rows[i - up]?.[j - left] ?? Number.POSITIVE_INFINITY;
      const same = one[i - 1] === other[j - 1];
      const exchanged = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          at(1, 0) + 1,
          (row[j - 1] as number) + 1,
          at(1, 1) + (same ? 0 : 1),
          exchanged ? at(2, 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}
