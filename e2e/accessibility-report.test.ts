/** docs/accessibility.md names a test for what it claims: each of them is there. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const lines = read('../docs/accessibility.md')
  .split('\n')
  .filter((line) => /^\| \d\.\d\.\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('the report goes through the criteria in their order, each with a result', () => {
  const numbers = lines.map(([, criterion = '']) => criterion.split(/[ –]/)[0]?.split('.').map(Number) ?? []);
  const sorted = [...numbers].sort(
    (a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0),
  );
  expect(numbers).toEqual(sorted);
  expect(lines.length).toBeGreaterThan(45);
  for (const [, criterion, result] of lines) {
    expect(result, criterion).toMatch(/^(supports|partly|not applicable)$/);
  }
});

it.each(lines.filter(([, , , , test]) => test))(
  '%s%s: %s by a test that exists',
  (_, _criterion, _result, _remark, test = '') => {
    const [, file = '', name = ''] = /^`([\w.-]+)`: (.+)$/.exec(test) ?? [];
    expect(read(file)).toMatch(new RegExp(`['\`]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  },
);
