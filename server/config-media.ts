/** How the variables are read that say where recordings lie and how large one may be. */
import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Env, readText, refuse } from './config-values.ts';

const bytesOf = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const;
const largest = 1024 * bytesOf.gb;

/** The folder of uploaded recordings, as a whole path; null: none are taken. */
export function readMediaDir(env: Env): string | null {
  const value = readText(env, 'MEDIA_DIR');
  if (value === null) return null;
  if (!isWritableFolder(value))
    refuse('MEDIA_DIR', value, 'a folder that is there and that the service may write to');
  return resolve(value);
}

function isWritableFolder(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** How many bytes a recording may have. */
export function readMediaMax(env: Env): number {
  const value = readText(env, 'MEDIA_MAX') ?? '512mb';
  const [, count, unit = ''] = /^(\d{1,7})(kb|mb|gb)$/i.exec(value) ?? [];
  const bytes = Number(count) * bytesOf[unit.toLowerCase() as keyof typeof bytesOf];
  if (!(bytes >= 1 && bytes <= largest))
    refuse('MEDIA_MAX', value, 'a size from 1kb to 1024gb, such as 512mb or 2gb');
  return bytes;
}
