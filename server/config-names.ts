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
