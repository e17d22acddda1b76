import type { Config } from './config.ts';

/** A sentence for each thing in a good configuration that may not be meant so, or is meant for a while alone. */
export function configWarnings({ readOnly, jwtSecret, jwtSecretPrevious }: Config): string[] {
  const warnings: string[] = [];
  if (readOnly !== null)
    warnings.push('READ_ONLY is set: nothing can be changed, and nothing is done by itself.');
  if (jwtSecretPrevious !== null && jwtSecretPrevious === jwtSecret)
    warnings.push(
      'JWT_SECRET_PREVIOUS is the same as JWT_SECRET: put the new secret into JWT_SECRET, or leave the former one out.',
    );
  return warnings;
}
