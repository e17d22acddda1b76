/** What is installed is what was locked: each package by its sum, from the registry, and none runs a script that nobody allowed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersWith, root } from './folders-with.ts';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}
interface Manifest {
  workspaces?: string[];
  allowScripts?: Record<string, boolean>;
}
const json = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

const manifests = foldersWith('package.json');
const locks = foldersWith('package-lock.json');
/** The packages of this project: npm links them, and locks nothing of them. */
const ours = (json<Manifest>('package.json').workspaces ?? []).map((name) => join(root, name));

it('every package.json is locked: by its own lock, or as a workspace by the one of the root', () => {
  expect(locks.length).toBeGreaterThan(5);
  const locked = [...locks.map((folder) => join(root, folder)), ...ours];
  expect(manifests.filter((folder) => !locked.includes(join(root, folder)))).toEqual([]);
});

describe.each(locks)('in %s', (folder) => {
  const { lockfileVersion, packages } = json<{ lockfileVersion: number; packages: Record<string, Locked> }>(
    join(folder, 'package-lock.json'),
  );
  const entries = Object.entries(packages);
  const foreign = entries.filter(([path, { link }]) => /(^|\/)node_modules\//.test(path) && !link);

  it('each package that is not of this project has its version and its sum', () => {
    expect(lockfileVersion).toBe(3);
    expect(foreign.length).toBeGreaterThan(2);
    const unsure = foreign.filter(
      ([, { version, integrity }]) =>
        !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version ?? '') || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(unsure.map(([path]) => path)).toEqual([]);
  });

  it('none is named by another address than the registry’s, and links lead to workspaces', () => {
    const elsewhere = foreign.filter(
      ([, { resolved }]) => resolved !== undefined && !/^https:\/\/registry\.npmjs\.org\//.test(resolved),
    );
    expect(elsewhere).toEqual([]);
    const links = entries.filter(([, { link }]) => link);
    const astray = links.filter(([, { resolved = '' }]) => !ours.includes(join(root, folder, resolved)));
    expect(astray).toEqual([]);
  });

  it('only what is known to have a script at its installation has one', () => {
    const scripted = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    const names = scripted.map((path) => path.replace(/^.*node_modules\//, '')).sort();
    // In the root npm runs those that `allowScripts` says; in all other folders none (demo/hosts/build.mjs).
    const known = folder === '.' ? Object.keys(json<Manifest>('package.json').allowScripts ?? {}) : [];
    expect(names).toEqual(folder === 'e2e/openapi' ? ['@scarf/scarf'] : known.sort());
  });
});

it('one script is allowed, the one that builds the database module, and elsewhere none is', () => {
  const allowed = Object.entries(json<Manifest>('package.json').allowScripts ?? {});
  expect(allowed.filter(([, may]) => may)).toEqual([['better-sqlite3', true]]);
  expect(readFileSync(join(root, 'demo/hosts/build.mjs'), 'utf8')).toContain("'ci', '--ignore-scripts'");
});

it.each(manifests)('what %s asks for is a version, not an address', (folder) => {
  const manifest = json<Record<string, Record<string, string>>>(join(folder, 'package.json'));
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  const asked = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
  const odd = asked.filter(([, range]) => !/^[\^~]?\d+(\.\d+)*(-[\w.-]+)?$/.test(range));
  const workspaces = odd.filter(
    ([, range]) =>
      range.startsWith('file:') && ours.includes(join(root, folder, range.slice('file:'.length))),
  );
  expect(odd).toEqual(workspaces);
});
