import { ConfigError } from '../../config.ts';

/** One line of `check`: what was looked at, how it is, and what to do where it is not well. */
export interface Remark {
  topic: 'configuration' | 'database' | 'disk' | 'keys' | 'mail' | 'clock';
  /** `warning`: it may be meant so. */
  state: 'ok' | 'warning' | 'wrong';
  /** A sentence or two. */
  says: string;
}

/** What a reader of the configuration gives; undefined where its variable is bad, which the configuration's own line says. */
export function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
