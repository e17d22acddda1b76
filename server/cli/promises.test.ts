/** Whoever reads that a promise is broken finds in the docs what to do about it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mentorSlotsHere } from '../testing/command-line.ts';
import { startService } from '../testing/service.ts';

test('each promise that doctor looks at stands in the table of the docs', async () => {
  const service = await startService();
  const { stdout } = await mentorSlotsHere(['doctor', '--json'], {
    DATABASE_URL: service.config.databaseUrl,
  });
  const names = (JSON.parse(stdout).checks as { name: string }[]).map(({ name }) => name);
  const docs = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const [, table = ''] = /\n\| promise \| what to do when it breaks \|\n([\s\S]*?)\n\n/.exec(docs) ?? [];
  const told = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/(?<=`)[a-z ]+(?=`)/g) ?? []);
  expect(names.length).toBeGreaterThan(20);
  expect(told.filter((name) => /[a-z]/.test(name)).sort()).toEqual(expect.arrayContaining([...names].sort()));
});
