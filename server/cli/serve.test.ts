/** `serve` by the command line, where it cannot. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { mentorSlots } from '../testing/command-line.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { buildService, serviceEnvironment } from '../testing/process.ts';

beforeAll(buildService);

test('at a port that is taken it says so, ends, and lets the database go', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const env = { ...serviceEnvironment(''), DATABASE_URL: url, PORT: String(port), LOG_LEVEL: 'error' };
  expect(await mentorSlots(['serve'], env)).toEqual({
    code: 1,
    stdout: '',
    stderr: `PORT is ${port}; expected a free port: another program listens at 127.0.0.1:${port}.\n`,
  });
});
