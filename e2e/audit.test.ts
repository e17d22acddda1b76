/**
 * No package that is locked has a hole that is known, or it stands here why it harms nobody. npm asks its registry, so it is asked by
 * `npm run prove` alone (AUDIT=npm); where the registry answers no such question, the run says so at its end.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { foldersWith, root } from './folders-with.ts';

/** By its advisory (GHSA-…): why it harms nobody here. */
const explained: Record<string, string> = {};

interface Audit {
  vulnerabilities?: Record<string, { severity: string; via: (string | { url: string; title: string })[] }>;
  message?: string;
}

const locks = foldersWith('package-lock.json');

it('there is a lock of the project, and each explanation names an advisory', () => {
  expect(locks).toContain('.');
  for (const [advisory, why] of Object.entries(explained)) {
    expect(advisory).toMatch(/^GHSA(-[\da-z]{4}){3}$/);
    expect(why).not.toBe('');
  }
});

if (process.env.AUDIT === 'npm')
  it.for(locks)('npm knows of no hole in what is locked in %s, or it is explained', (folder, { skip }) => {
    const cwd = join(root, folder);
    const asked = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
      ...{ cwd, encoding: 'utf8', timeout: 120_000, maxBuffer: 50_000_000 },
      shell: process.platform === 'win32',
    });
    const { vulnerabilities, message } = JSON.parse(asked.stdout || '{}') as Audit;
    if (vulnerabilities === undefined)
      return skip(
        `npm audit: the registry does not answer it here (${message?.slice(0, 60)}); it did not run.`,
      );
    const found = Object.entries(vulnerabilities).flatMap(([name, { severity, via }]) =>
      via.flatMap((one) =>
        typeof one === 'string' ? [] : [`${name}, ${severity}: ${one.title} ${one.url}`],
      ),
    );
    expect(found.filter((line) => !Object.keys(explained).some((known) => line.includes(known)))).toEqual([]);
  });
