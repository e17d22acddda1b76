/** Checks the npm package `mentor-slots` as it would be published, and compares what it says of the elements with what they are. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Browser } from 'playwright-core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

const widget = fileURLToPath(new URL('../widget/', import.meta.url));
const dist = join(widget, 'dist');

interface Named {
  name: string;
}
interface Declaration extends Named {
  tagName: string;
  attributes: (Named & { type?: { text: string } })[];
  members: (Named & { kind: string })[];
  events: (Named & { type: { text: string } })[];
  cssParts: Named[];
  cssProperties: Named[];
}

function json<T>(name: string): T {
  return JSON.parse(readFileSync(join(dist, name), 'utf8'));
}

const declarations = json<{ modules: { declarations: Declaration[] }[] }>(
  'custom-elements.json',
).modules.flatMap((one) => one.declarations);
const names = (list: readonly Named[]) => list.map((one) => one.name).sort();

/** The sources of some folders of the package, tests left out. */
function sources(...folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(widget, folder), { encoding: 'utf8', recursive: true })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => readFileSync(join(widget, folder, name), 'utf8')),
    )
    .join('\n');
}

const require = createRequire(import.meta.url);
/** npm's own reading of versions; it brings no types. */
const semver: { satisfies(version: string, range: string): boolean } = require('semver');
/** The oldest Node that package.json promises, and the npm that came with it. */
const oldest = { node: '20.19.0', npm: '10.8.2' };

it.each([
  '.',
  'demo/hosts/react',
  'demo/hosts/vue',
  'demo/hosts/angular',
  'demo/hosts/svelte',
  'demo/hosts/sveltekit',
  'demo/hosts/hostile',
  'e2e/openapi',
  'bench/fullcalendar',
  'bench/other-calendars',
  'bench/tutorial',
])(
  'what is installed in %s runs on the oldest Node that is promised: `npm ci --engine-strict` has nothing against it',
  (folder) => {
    const lock = JSON.parse(
      readFileSync(new URL(`../${folder}/package-lock.json`, import.meta.url), 'utf8'),
    ) as { packages: Record<string, { optional?: boolean; engines?: Record<string, string> }> };
    const demanding = Object.entries(lock.packages).filter(
      ([, { optional, engines }]) =>
        !optional &&
        Object.entries(oldest).some(([what, version]) => !semver.satisfies(version, engines?.[what] ?? '*')),
    );
    expect(demanding).toEqual([]);
  },
);

describe('UX 9: the package', () => {
  let folder = '';
  let tarball = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mentor-slots-package-'));
    const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: widget });
    tarball = join(folder, JSON.parse(told.toString())[0].filename);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is as tools expect a package to be', async () => {
    const { messages } = await publint({ pkgDir: widget, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that fit in every way to import it', async () => {
    const data = new Uint8Array(readFileSync(tarball));
    const found = await checkPackage(createPackageFromTarballData(data), { entrypoints: ['.'] });
    if (!found.types) throw new Error('It has no types.');
    // It is an ES module only. `require` gets it if Node can do that; we do not promise it.
    expect(found.problems.filter((one) => one.kind !== 'CJSResolvesToESM')).toEqual([]);
  });

  it('brings types and editor data', () => {
    const held = execFileSync('tar', ['-tzf', tarball]).toString().split('\n');
    for (const name of [
      'mentor-slots.d.ts',
      'custom-elements.json',
      'vscode.html-custom-data.json',
      'vscode.css-custom-data.json',
      'react.d.ts',
      'preact.d.ts',
      'solid.d.ts',
    ])
      expect(held).toContain(`package/dist/${name}`);
  });

  it('brings nothing else, and runs nothing where it is installed', () => {
    const known =
      /^package\/(package\.json|README\.md|LICENSE|dist\/(mentor-slots(\.classic)?\.js|mentor-slots\.licenses\.txt|mentor-slots\/[\w-]+\.js|[\w-]+(\/[\w-]+)*\.d\.ts|custom-elements\.json|vscode\.(html|css)-custom-data\.json))$/;
    const held = execFileSync('tar', ['-tzf', tarball]).toString().trim().split('\n');
    expect(held.filter((name) => !known.test(name))).toEqual([]);
    const manifest = JSON.parse(
      execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }),
    ) as { scripts?: object; dependencies?: object };
    expect(manifest.dependencies).toBeUndefined();
    expect(
      Object.keys(manifest.scripts ?? {}).filter((name) => /install|prepare|publish|pack/.test(name)),
    ).toEqual([]);
    // Nothing of the machine that packed it.
    const all = execFileSync('tar', ['-xzOf', tarball], { encoding: 'utf8', maxBuffer: 10_000_000 });
    for (const word of [widget.replace(/\/$/, ''), 'sourceMappingURL']) expect(all).not.toContain(word);
  });

  it('brings its licence and a page that says how to use it; what others wrote is named in the module, and its licence is whole', () => {
    const inside = (name: string) =>
      execFileSync('tar', ['-xzOf', tarball, `package/${name}`], { encoding: 'utf8' });
    expect(inside('LICENSE')).toBe(readFileSync(new URL('../LICENSE', import.meta.url), 'utf8'));
    const readme = inside('README.md');
    for (const needed of ['npm install mentor-slots', "import 'mentor-slots'", 'getToken', 'element.api'])
      expect(readme).toContain(needed);
    expect(inside('dist/mentor-slots.js')).toMatch(/^\/\*! .*Lit, Copyright 2017 Google LLC, BSD-3-Clause/);
    const licences = inside('dist/mentor-slots.licenses.txt');
    for (const name of ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'])
      expect(licences).toMatch(new RegExp(`^${name}\n\nBSD 3-Clause License`, 'm'));
    expect(licences).toContain('THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"');
  });

  it('type-checks what a host writes, and what it would get wrong', () => {
    const host = `
      import { type AlumniSlots, Failure, type GetToken } from './mentor-slots.js';
      const getToken: GetToken = async ({ reason }) => (reason === 'first-use' ? 'a' : null);
      const element: AlumniSlots = document.createElement('alumni-slots');
      Object.assign(element, { getToken });
      element.alumniId = 'ada';
      document.querySelector('mentor-calendar')?.addEventListener('slot-created', (event) => event.slots[0]?.startsAt);
      element.addEventListener('slot-booked', ({ booking }) => booking.slot.alumniName.trim());
      element.diagnose().then(({ checks }) => checks.map((one) => one.fix));
      export const failure = new Failure('offline', 'Nobody is there.');
      // @ts-expect-error
      element.alumniId = 7;
      // @ts-expect-error
      element.stage;
    `;
    const file = join(dist, 'host-of-the-test.ts');
    writeFileSync(file, host);
    try {
      const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
      const options = [
        '--strict',
        '--noEmit',
        '--module',
        'nodenext',
        '--target',
        'es2022',
        '--lib',
        'es2023,dom,dom.iterable',
      ];
      const run = () =>
        execFileSync(process.execPath, [tsc, ...options, '--types', '', '--ignoreConfig', file], {
          encoding: 'utf8',
        });
      expect(run).not.toThrow();
    } finally {
      rmSync(file);
    }
  });
});

describe.each(declarations)(
  'UX 9: what is said of <$tagName>',
  ({ tagName, attributes, members, events, cssParts, cssProperties }) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser.close());

    it('UX 5: are its attributes, properties and methods, and no inner ones', async () => {
      const host = await startHostPage();
      const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
      host.show(`<${tagName}></${tagName}>`, service.url);
      const { page } = await openWindow(browser);
      await page.goto(host.origin);
      await page.waitForFunction((tag) => customElements.get(tag), tagName);
      const real = await page.locator(tagName).evaluate((element) => {
        const type = element.constructor as typeof HTMLElement & {
          observedAttributes: string[];
          elementProperties: Map<string, unknown>;
        };
        return { attributes: type.observedAttributes, fields: [...type.elementProperties.keys()] };
      });
      expect(names(attributes)).toEqual(real.attributes.sort());
      expect(names(members)).toEqual([...real.fields, 'diagnose'].sort());
    });

    it('UX 8: are its events', () => {
      const dispatched = [...sources(tagName, 'element').matchAll(/new (\w+Event)\(/g)].map(
        ([, name]) => name,
      );
      expect(events.map((one) => one.type.text).sort()).toEqual([...new Set(dispatched)].sort());
    });

    it('are its parts', () => {
      const words = (text: string) =>
        [...text.matchAll(/\bpart=(?:"([^"]*)"|\$\{([^}]*)\})/g)].flatMap(([, fixed, told]) =>
          fixed !== undefined
            ? fixed
                .replace(/\$\{[^}]*\}/g, (all) => (all.match(/'[\w -]*'/g) ?? []).join(' '))
                .match(/[a-z][\w-]*/g)
            : [...(told ?? '').matchAll(/'([\w -]+)'/g)].flatMap(([, name]) => name?.split(' ')),
        );
      const own = new Set(words(sources(tagName)));
      const shared = new Set(words(sources('look', 'element')));
      for (const name of own) expect(names(cssParts)).toContain(name);
      for (const name of names(cssParts)) expect(sources(tagName, 'look', 'element')).toContain(name);
      expect(own.size + shared.size).toBeGreaterThan(5);
    });

    it('are its custom properties', () => {
      const used = sources('look', tagName).match(/var\(--mentor-[a-z-]+/g) ?? [];
      expect(names(cssProperties)).toEqual([...new Set(used.map((one) => one.slice(4)))].sort());
    });
  },
);

it('importing it where there is no DOM, on a server that draws pages, throws nothing and defines nothing', () => {
  const script = `const before = Object.keys(globalThis).length;
    const { AlumniSlots, MentorCalendar, holdsSeat } = await import('mentor-slots');
    const defined = 'customElements' in globalThis || Object.keys(globalThis).length !== before;
    console.log(typeof AlumniSlots, typeof MentorCalendar, holdsSeat('confirmed'), defined);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: widget,
    encoding: 'utf8',
  });
  expect(said).toBe('function function true false\n');
});
