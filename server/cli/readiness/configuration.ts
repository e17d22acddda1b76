import { randomBytes } from 'node:crypto';
import { type Config, ConfigError, loadConfig } from '../../config.ts';
import { unknownVariables, variableNames } from '../../config-names.ts';
import { configWarnings } from '../../config-warnings.ts';
import type { Remark } from './remark.ts';

/** Each bad variable, otherwise how many are set; each that is probably meant to be another, and what may not be meant so. */
export function lookAtConfiguration(env: NodeJS.ProcessEnv): Remark[] {
  const names = variableNames();
  const { wrong, rest } = sift(env, names);
  const set = names.filter((name) => env[name]?.trim());
  const remarks: Remark[] = wrong.map((says) => ({ topic: 'configuration', state: 'wrong', says }));
  if (remarks.length === 0) {
    const says = `${set.length} of ${names.length} variables are set, and none is wrong: ${set.join(', ')}.`;
    remarks.push({ topic: 'configuration', state: 'ok', says });
  }
  for (const says of [...unknownVariables(env), ...(rest === null ? [] : configWarnings(rest))])
    remarks.push({ topic: 'configuration', state: 'warning', says });
  return remarks;
}

/** A start tells the first bad one alone. Here each is put right in turn, to hear of the next; `rest` is what is left then. */
function sift(
  env: NodeJS.ProcessEnv,
  names: readonly string[],
): { wrong: readonly string[]; rest: Config | null } {
  const wrong: string[] = [];
  const tried = { ...env };
  for (;;) {
    try {
      return { wrong, rest: loadConfig(tried) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      wrong.push(error.message);
      const [word = ''] = error.message.match(/[A-Z][A-Z_]+/) ?? [];
      const named = names.filter((name) => error.message.includes(name) && tried[name]);
      const bad = tried[word] ? [word] : named;
      for (const name of bad) delete tried[name];
      // Nothing is left to put right, but where there is no key at all.
      if (bad.length === 0 && (tried.JWT_SECRET || tried.JWKS_URL)) return { wrong, rest: null };
      if (!tried.JWKS_URL) tried.JWT_SECRET ??= randomBytes(32).toString('hex');
    }
  }
}
