/** The package that operators install, made as `npm run pack` makes it, and unpacked. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { pack } from '../server/release/pack.mjs';
import { buildService } from '../server/testing/process.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Packs before the tests of a file. `tarball()` is its path, `unpack(folder)` unpacks it there and returns the folder. */
export function packedForTests() {
  let folder = '';
  let tarball = '';
  beforeAll(async () => {
    buildService();
    folder = mkdtempSync(join(tmpdir(), 'mentor-slots-release-'));
    tarball = await pack(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    tarball: () => tarball,
    unpack(target: string): string {
      mkdirSync(target, { recursive: true });
      execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
      return target;
    },
  };
}

/** All files below a folder, by their paths in it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
