import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const folder = new URL('../widget/dist/', import.meta.url);

it('is one ES module of at most 30 kB gzipped', () => {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts).toEqual(['mentor-slots.js']);
  const source = readFileSync(new URL('mentor-slots.js', folder));
  expect(gzipSync(source, { level: 9 }).byteLength).toBeLessThanOrEqual(30_000);
  expect(source.toString()).toMatch(/export\s*\{/);
  expect(source.toString()).not.toMatch(/\bimport\s*[{*"']|\bimport\(/);
});

it('brings no schema library and no development build', () => {
  const source = readFileSync(new URL('mentor-slots.js', folder), 'utf8');
  expect(source).not.toContain('additionalProperties');
  expect(source).not.toContain('Lit is in dev mode');
});
