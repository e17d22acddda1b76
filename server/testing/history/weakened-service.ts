/** A copy of the built service without one of its guards, to see whether who judges it finds that. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../temporary-folder.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** In a file, such as `server/dist/main.js`: what stands there once, and what stands there instead. */
export type Edit = readonly [file: string, guard: string, instead: string];

/** Makes the copy; gives its folder, which goes with the test. Throws where a guard does not stand there, or twice. */
export function withoutGuard(edits: readonly Edit[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'server'));
  for (const name of ['package.json', 'schema.sql', 'server/package.json', 'server/dist'])
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/\.(map|d\.ts)$/.test(path),
    });
  for (const name of ['node_modules', 'widget']) symlinkSync(join(root, name), join(folder, name));
  for (const [file, guard, instead] of edits) {
    const path = join(folder, file);
    const parts = readFileSync(path, 'utf8').split(guard);
    if (parts.length !== 2) throw new Error(`${file} has ${JSON.stringify(guard)} ${parts.length - 1} times`);
    writeFileSync(path, parts.join(instead));
  }
  return folder;
}
