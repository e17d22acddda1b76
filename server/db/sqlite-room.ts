import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { freeIn } from '../disk.ts';
import type { Room } from './database.ts';

/** @param path the file, or `:memory:` */
export async function sqliteRoom(path: string): Promise<Room> {
  if (path === ':memory:') return { database: Number.NaN, log: Number.NaN, free: Number.NaN };
  const [file, log, free] = await Promise.all([
    stat(path),
    stat(`${path}-wal`).catch(() => ({ size: 0 })),
    freeIn(dirname(path)),
  ]);
  return { database: file.size, log: log.size, free };
}
