import { randomBytes } from 'node:crypto';
import { ConfigError, loadConfig } from '../../config.ts';
import { unknownVariables, variableNames } from '../../config-names.ts';
import type { Remark } from './remark.ts';

/** Each bad variable, each that is probably meant to be another, and otherwise how many are set. */
export function lookAtConfiguration(env: NodeJS.ProcessEnv): Remark[] {
  const names = variableNames();
  const wrong = badVariables(env, names);
  const set = names.filter((name) => env[name]?.trim());
  const remarks: Remark[] = wrong.map((says) => ({ topic: 'configuration', state: 'wrong', says }));
  if (remarks.length === 0) {
    const says = `${set.length} of ${names.length} variables are set, and none is wrong: ${set.join(', ')}.`;
    remarks.push({ topic: 'configuration', state: 'ok', says });
  }
  for (const says of unknownVariables(env)) remarks.push({ topic: 'configuration', state: 'warning', says });
  return remarks;
}

/** A start tells the first alone. Here each is put right in turn, to hear of the next. */
function badVariables(env: NodeJS.ProcessEnv, names: readonly string[]): string[] {
  const messages: string[] = [];
  const tried = { ...env };
  for (;;) {
    try {
      loadConfig(tried);
      return messages;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      messages.push(error.message);
      const [word = ''] = error.message.match(/[A-Z][A-Z_]+/) ?? [];
      const named = names.filter((name) => error.message.includes(name) && tried[name]);
      const bad = tried[word] ? [word] : named;
      for (const name of bad) delete tried[name];
      // Nothing is left to put right, but where there is no key at all.
      if (bad.length === 0 && (tried.JWT_SECRET || tried.JWKS_URL)) return messages;
      if (!tried.JWKS_URL) tried.JWT_SECRET ??= randomBytes(32).toString('hex');
    }
  }
}
