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

const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'pt', 'zh'];

/** What each element fetches before it is drawn, beside the module and what is said first. */
const firstLoads = {
  'alumni-slots': ['alumni-slots-view'],
  'mentor-calendar': ['mentor-calendar-view', 'look-month-month-grid'],
};

const textsFirst = (language: string, tag: string) =>
  ['both', tag].map((who) => `text-${language}-first-${who}`);

it.each(Object.entries(firstLoads))(
  'shows <%s> after at most 40 kB gzipped, its texts among them, in every language',
  (tag, names) => {
    const { gzipped } = read('mentor-slots.js');
    const weights = languages.map(
      (language) => [language, gzipped + sizeOf(...textsFirst(language, tag), ...names)] as const,
    );
    console.info(
      `<${tag}>, gzipped:`,
      weights.map(([language, weight]) => `${language} ${weight}`).join(', '),
    );
    for (const [language, weight] of weights) expect(weight, language).toBeLessThanOrEqual(40_000);
  },
);

it('shows <alumni-slots all> after at most 52 kB gzipped: what <alumni-slots> shows first, the search, and what is said more', () => {
  const { gzipped } = read('mentor-slots.js');
  const files = [...firstLoads['alumni-slots'], 'alumni-slots-all-view', 'open-slots', 'busy-times'];
  const weights = languages.map((language) => {
    const more = ['both', 'alumni-slots'].map((who) => `text-${language}-more-${who}`);
    return [language, gzipped + sizeOf(...textsFirst(language, 'alumni-slots'), ...more, ...files)] as const;
  });
  console.info(
    '<alumni-slots all>, gzipped:',
    weights.map(([language, weight]) => `${language} ${weight}`).join(', '),
  );
  for (const [language, weight] of weights) expect(weight, language).toBeLessThanOrEqual(52_000);
});

it('is, with all that both elements can do, at most 140 kB gzipped in any one language', () => {
  const { gzipped } = read('mentor-slots.js');
  const weights = languages.map((language) => {
    const others = languages.filter((one) => one !== language).map((one) => `text-${one}-`);
    const told = parts.filter((name) => !others.some((other) => name.startsWith(other)));
    const weight = told.reduce((sum, name) => sum + read(`mentor-slots/${name}`).gzipped, gzipped);
    return [language, weight] as const;
  });
  console.info('All, gzipped:', weights.map(([language, weight]) => `${language} ${weight}`).join(', '));
  for (const [language, weight] of weights) expect(weight, language).toBeLessThanOrEqual(140_000);
});

it('has the texts of a language in files of their own: what is said first and what once somebody does something, of each element and of both', () => {
  const texts = parts
    .filter((name) => name.startsWith('text-'))
    .map((name) => name.replace(/-[\w-]{8}\.js$/, ''));
  expect(texts.sort()).toEqual(
    languages.flatMap((language) =>
      ['first', 'more'].flatMap((when) =>
        ['alumni-slots', 'both', 'mentor-calendar'].map((who) => `text-${language}-${when}-${who}`),
      ),
    ),
  );
});

it('fetches the rest when it is needed: 10 kB gzipped a file at most, 128 kB raw at most', () => {
  const first = new RegExp(`^(${Object.values(firstLoads).flat().join('|')})-`);
  for (const name of parts) {
    const { text, gzipped } = read(`mentor-slots/${name}`);
    if (!first.test(name)) expect(gzipped, name).toBeLessThanOrEqual(10_000);
    expect(text.length, name).toBeLessThanOrEqual(128_000);
  }
});

it('brings no schema library and no development build', () => {
  const { text } = read('mentor-slots.js');
  expect(text).not.toContain('additionalProperties');
  expect(text).not.toContain('Lit is in dev mode');
});
