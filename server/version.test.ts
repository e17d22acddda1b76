/** One version for all: that of package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { mentorSlots } from './testing/command-line.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Package {
  version: string;
  workspaces?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
const readPackage = (folder: string): Package =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
const { version, workspaces = [] } = readPackage('.');

beforeAll(buildService);

test('all packages of the project are of one version, and ask each other for it', () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  for (const folder of workspaces) {
    const { dependencies, devDependencies, ...own } = readPackage(folder);
    expect([folder, own.version]).toEqual([folder, version]);
    for (const [name, wanted] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (name.startsWith('@mentor-slots/')) expect([folder, name, wanted]).toEqual([folder, name, version]);
    }
  }
});

test.each(['--version', '-V'])('`mentor-slots %s` says it and nothing else', async (option) => {
  expect(await mentorSlots([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('a service says it when it starts, while it lives, to Prometheus, and in its description', async () => {
  const service = startProcess(serviceEnvironment(join(temporaryFolder(), 'slots.db')));
  const url = await service.url;
  const lines = service.stdout().trimEnd().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 30,
    version,
    node: process.version,
    msg: `Mentor Slots ${version} starts`,
  });
  const read = async (path: string) => (await fetch(url + path)).text();
  expect(JSON.parse(await read('/livez'))).toEqual({ status: 'alive', version });
  expect(await read('/metrics')).toMatch(
    new RegExp(`^mentor_slots_build_info\\{version="${version}",node="${process.version}"\\} 1$`, 'm'),
  );
  expect(JSON.parse(await read('/api/docs/json')).info.version).toBe(version);
});
