import { statfs } from 'node:fs/promises';

/** How many bytes the disk under this folder still takes. */
export async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
