/** What docs/asvs.md says of each requirement of OWASP's ASVS 5.0.0: none is left out, and each test that it names is there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const page = readFileSync(new URL('docs/asvs.md', root), 'utf8');

/** How many requirements of levels 1 and 2 each section has; within one they come first. */
const sections: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5 },
  ...{ '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2 },
  ...{ '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11 },
  ...{ '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1 },
  ...{ '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4 },
  ...{ '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3 },
  ...{ '17.1': 1, '17.2': 4, '17.3': 2 },
};
const all = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

const rows = [...page.matchAll(/^\| ([\d., ]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];
const answered = rows.flatMap(([, numbers = '']) => numbers.split(', '));
/** What a line says does not apply: requirements, whole sections, and sections from one to another. */
const inapplicable = [...page.matchAll(/^Not applicable: (.*)$/gm)].flatMap(([, line = '']) => {
  const named = [...line.matchAll(/\b(\d+\.\d+(?:\.\d+)?)(?: to (\d+\.\d+))?/g)];
  return named.flatMap(([, from = '', to = from]) =>
    all.filter((number) => {
      const section = number.split('.', 2).join('.');
      const [chapter, place] = section.split('.').map(Number);
      const [first, last] = [from, to].map((one) => one.split('.').map(Number));
      if (from.split('.').length === 3) return number === from;
      return chapter === first?.[0] && (place ?? 0) >= (first?.[1] ?? 0) && (place ?? 0) <= (last?.[1] ?? 0);
    }),
  );
});

it('answers each requirement of levels 1 and 2 once, or says that it does not apply', () => {
  expect(all.length).toBe(253);
  expect([...answered, ...inapplicable].sort()).toEqual([...all].sort());
});

it('names for each answer a test that there is', () => {
  expect(rows.length).toBeGreaterThan(100);
  for (const [line, , , answer = '', tests = ''] of rows) {
    // What we do not do ourselves, no test shows.
    if (tests === '–') {
      expect(answer, line).toContain('**');
      continue;
    }
    const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    expect(files, line).not.toEqual([]);
    for (const file of files) {
      expect(file).toMatch(/\.test\.ts$/);
      expect(existsSync(new URL(file, root)), file).toBe(true);
    }
  }
});
