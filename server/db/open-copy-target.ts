import type { CopyTarget } from './copy-target.ts';
import { filePath, isPostgresUrl } from './open-snapshot.ts';
import { openPostgresTarget } from './postgres-target.ts';
import { openSqliteTarget } from './sqlite-target.ts';

/** Opens an empty database, or makes it. Throws a sentence where it is not empty or cannot be used. */
export async function openCopyTarget(url: string): Promise<CopyTarget> {
  return isPostgresUrl(url) ? openPostgresTarget(url) : openSqliteTarget(filePath(url));
}
