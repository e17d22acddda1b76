/** docs/expectations.md names for each line the files whose tests hold it; a line without one says what was decided. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lines = [
  ...readFileSync(new URL('../docs/expectations.md', import.meta.url), 'utf8').matchAll(
    /^\| (\d+) \| (.+) \| (.+) \|$/gm,
  ),
];

it('numbers its lines without a gap', () => {
  expect(lines.map(([, number]) => Number(number))).toEqual(lines.map((_, index) => index + 1));
  expect(lines).toHaveLength(53);
});

it.each(lines.map(([, number = '', , held = '']) => [number, held]))(
  'line %s is held in %s',
  (number, held) => {
    if (held.startsWith('Decision: ')) return;
    for (const name of held.split(', ')) {
      const file = new URL(`./${name}.test.ts`, import.meta.url);
      expect(existsSync(file), `e2e/${name}.test.ts`).toBe(true);
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`UX ${number}\\b`));
    }
  },
);
