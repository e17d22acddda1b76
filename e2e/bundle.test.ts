import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const folder = new URL('../widget/dist/', import.meta.url);

function read(name: string): { text: string; gzipped: number } {
  const source = readFileSync(new URL(name, folder));
  return { text: source.toString(), gzipped: gzipSync(source, { level: 9 }).byteLength };
}

const parts = readdirSync(new URL('mentor-slots/', folder));

/** The files whose names begin so, hash or not. */
function sizeOf(...names: string[]): number {
  const wanted = parts.filter((name) => names.includes(name.replace(/-[\w-]{8}\.js$/, '')));
  expect(wanted).toHaveLength(names.length);
  return wanted.reduce((sum, name) => sum + read(`mentor-slots/${name}`).gzipped, 0);
}

it('is one ES module that imports nothing', () => {
  expect(readdirSync(folder).filter((name) => name.endsWith('.js'))).toEqual([
    'mentor-slots.classic.js',
    'mentor-slots.js',
  ]);
  const { text } = read('mentor-slots.js');
  expect(text).toMatch(/export\s*\{/);
  expect(text).not.toMatch(/(^|[;}])import\s*[{*"'\w]/);
});

/** What each element fetches before it is drawn, beside the module and the texts of both. */
const firstLoads = {
  'alumni-slots': ['slots-view', 'en-slots'],
  'mentor-calendar': ['calendar-view', 'month-grid', 'en-calendar'],
};

it.each(Object.entries(firstLoads))(
  'shows <%s> after at most 30 kB gzipped, its texts among them, in every language',
  (_, names) => {
    const { gzipped } = read('mentor-slots.js');
    const weight = (language: string) =>
      gzipped + sizeOf(`${language}-common`, ...names.map((name) => name.replace(/^en-/, `${language}-`)));
    for (const language of ['ar', 'de', 'en', 'es', 'fr', 'he', 'pt', 'zh']) {
      expect(weight(language), language).toBeLessThanOrEqual(30_000);
    }
  },
);

it('fetches the rest when it is needed: 6 kB gzipped a part at most, 3 kB a file of texts, 128 kB raw at most', () => {
  const first = new RegExp(`^(${Object.values(firstLoads).flat().join('|')})-`);
  for (const name of parts) {
    const { text, gzipped } = read(`mentor-slots/${name}`);
    const most = /^[a-z]{2}-/.test(name) ? 3_000 : 6_000;
    if (!first.test(name)) expect(gzipped, name).toBeLessThanOrEqual(most);
    expect(text.length, name).toBeLessThanOrEqual(128_000);
  }
});

it('brings no schema library and no development build', () => {
  const { text } = read('mentor-slots.js');
  expect(text).not.toContain('additionalProperties');
  expect(text).not.toContain('Lit is in dev mode');
});
