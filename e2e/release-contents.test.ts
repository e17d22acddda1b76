/** What is in the package that operators install, and what is not. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';
import { filesIn, packedForTests, root } from './release.ts';

const { tarball, unpack } = packedForTests();

describe('the package of the service', () => {
  it('has what it needs to run, its licence, and what an operator reads', () => {
    const held = filesIn(unpack(temporaryFolder()));
    for (const name of [
      ...['package.json', 'npm-shrinkwrap.json', 'README.md', 'LICENSE', 'THIRD-PARTY-NOTICES.txt'],
      ...['schema.sql', 'Dockerfile', 'compose.yaml', 'server/cli/mentor-slots.mjs', 'demo/run.mjs'],
      ...['widget/dist/mentor-slots.js', 'widget/dist/mentor-slots.classic.js', 'docs/configuration.md'],
      ...['docs/operations.md', 'docs/operations/nginx.conf', 'docs/operations/mentor-slots@.service'],
    ])
      expect(held).toContain(name);
    // What one fetches later too, and every source built.
    const parts = filesIn(join(root, 'widget/dist/mentor-slots'));
    expect(parts.length).toBeGreaterThan(50);
    for (const name of parts) expect(held).toContain(`widget/dist/mentor-slots/${name}`);
    for (const folder of ['server', 'contract']) {
      const sources = filesIn(join(root, folder))
        .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^(dist|testing|node_modules)\//.test(name))
        .map((name) => `${folder}/dist/${name.replace(/\.ts$/, '.js')}`);
      const built = held.filter((name) => name.startsWith(`${folder}/dist/`));
      expect(built.sort()).toEqual(sources.sort());
    }
  });

  it('has nothing else: no tests, no sources, nothing of the machine that packed it', () => {
    const folder = unpack(temporaryFolder());
    const known =
      /^(\.dockerignore|package\.json|npm-shrinkwrap\.json|README\.md|LICENSE|THIRD-PARTY-NOTICES\.txt|schema\.sql|Dockerfile|compose\.yaml|server\/cli\/mentor-slots\.mjs|(server|contract)\/dist\/.+\.js|widget\/dist\/mentor-slots(\.classic\.js|\.licenses\.txt|\.js|\/[\w-]+\.js)|demo\/[\w-]+\.mjs|demo\/(pages|public)\/.+\.(html|css|js|svg)|docs\/.+\.(md|conf|yml|json|service)|docs\/operations\/mentor-slots)$/;
    const held = filesIn(folder);
    expect(held.filter((name) => !known.test(name))).toEqual([]);
    expect(held.filter((name) => /\.test\.|testing\/|start\.mjs$|contributing/.test(name))).toEqual([]);
    const here = [root.replace(/\/$/, ''), process.env.HOME ?? root, 'sourceMappingURL', "'@mentor-slots/"];
    for (const name of held) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (name.startsWith('docs/')) continue;
      expect(
        here.filter((word) => text.includes(word)),
        name,
      ).toEqual([]);
    }
    expect(execFileSync('tar', ['-tzvf', tarball(), '--numeric-owner'], { encoding: 'utf8' })).not.toMatch(
      /^.{10} 1\d{3}\//m,
    );
  });

  it('says whose work is inside and beside it, in the versions that are tested here', () => {
    const folder = unpack(temporaryFolder());
    const notices = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toContain('Copyright (c) 2017 Google LLC');
    const { packages: wanted } = JSON.parse(readFileSync(join(folder, 'npm-shrinkwrap.json'), 'utf8'));
    const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const { '': own, ...others } = wanted;
    expect(Object.keys(own.dependencies)).toEqual(
      expect.arrayContaining(['fastify', 'typebox', 'smtp-server']),
    );
    for (const [path, { version, integrity }] of Object.entries<Record<string, string>>(others)) {
      expect([path, version, integrity]).toEqual([path, locked[path].version, locked[path].integrity]);
      expect(notices).toContain(`${path.replace(/^.*node_modules\//, '')} ${version}: `);
    }
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  });

  it('leads from its pages only to what is in it', () => {
    const folder = unpack(temporaryFolder());
    const pages = filesIn(folder).filter((name) => name.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      const text = readFileSync(join(folder, page), 'utf8').replace(/^ *```[\s\S]*?^ *```|`[^`\n]*`/gm, '');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g))
        expect(existsSync(join(folder, dirname(page), target)), `${page} leads to ${target}`).toBe(true);
    }
  });
});
