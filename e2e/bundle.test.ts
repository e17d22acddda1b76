import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const folder = new URL('../widget/dist/', import.meta.url);

function read(name: string): { text: string; gzipped: number } {
  const source = readFileSync(new URL(name, folder));
  return { text: source.toString(), gzipped: gzipSync(source, { level: 9 }).byteLength };
}

it('is one ES module of at most 30 kB gzipped that imports nothing', () => {
  expect(readdirSync(folder).filter((name) => name.endsWith('.js'))).toEqual(['mentor-slots.js']);
  const { text, gzipped } = read('mentor-slots.js');
  expect(gzipped).toBeLessThanOrEqual(30_000);
  expect(text).toMatch(/export\s*\{/);
  expect(text).not.toMatch(/(^|[;}])import\s*[{*"'\w]/);
});

it('fetches later only what the calendar alone needs, at most 8 kB gzipped a part', () => {
  const parts = readdirSync(new URL('mentor-slots/', folder));
  expect(parts.map((name) => name.replace(/-[\w-]{8}\.js$/, '')).sort()).toEqual(['dialogs', 'month-view']);
  for (const name of parts) expect(read(`mentor-slots/${name}`).gzipped).toBeLessThanOrEqual(8_000);
});

it('brings no schema library and no development build', () => {
  const { text } = read('mentor-slots.js');
  expect(text).not.toContain('additionalProperties');
  expect(text).not.toContain('Lit is in dev mode');
});
