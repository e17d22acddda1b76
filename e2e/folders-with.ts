import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** Folders with a file of this name, as paths from the root. */
export function foldersWith(name: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory() && !/^(node_modules|dist|data|\..*)$/.test(entry.name))
      return foldersWith(name, join(folder, entry.name));
    return entry.name === name && entry.isFile() ? [folder || '.'] : [];
  });
}
