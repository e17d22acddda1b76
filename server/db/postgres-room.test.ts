import { expect, inject, onTestFinished, test } from 'vitest';
import { query } from '../testing/postgres-server.ts';
import { connectionConfig, openPool } from './postgres-connection.ts';
import { postgresRoom } from './postgres-room.ts';

test('a user whom the server does not trust with its log is told the rest', async () => {
  const { url } = inject('postgres');
  await query(url, 'CREATE ROLE plain_user LOGIN');
  onTestFinished(async () => void (await query(url, 'DROP ROLE plain_user')));
  const pool = openPool(connectionConfig(url.replace(/\/\/[^@]*@/, '//plain_user@')), 1, []);
  onTestFinished(() => pool.end());
  const room = await postgresRoom(pool);
  expect(room).toEqual({ database: expect.any(Number), log: Number.NaN, free: Number.NaN });
  expect(room.database).toBeGreaterThan(1_000_000);
  await query(url, 'GRANT pg_monitor TO plain_user');
  expect((await postgresRoom(pool)).log).toBeGreaterThan(1_000_000);
});
