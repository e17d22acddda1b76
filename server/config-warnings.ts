import type { Config } from './config.ts';

/** A sentence for each thing in a good configuration that may not be meant so, or is meant for a while alone. */
export function configWarnings({ readOnly }: Config): string[] {
  const warnings: string[] = [];
  if (readOnly !== null)
    warnings.push('READ_ONLY is set: nothing can be changed, and nothing is done by itself.');
  return warnings;
}
