/** What the person reads who starts the service on a PostgreSQL database that cannot be used: why, and what to do. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { inDatabase, query } from '../testing/postgres-server.ts';
import { openDatabase } from './open-database.ts';
import { dumpCommand } from './postgres-programs.ts';

const refusal = (url: string): Promise<string> =>
  openDatabase(url).then(
    async (database) => {
      await database.close();
      throw new Error('It opened');
    },
    (error: Error) => error.message,
  );

test('an address that a password breaks says how to write it, and repeats nothing of it', async () => {
  for (const password of ['se/cret', 'se#cret', 'p@se/cret', 'p@se#cret', 'se?cret']) {
    const said = await refusal(`postgres://slots:${password}@db.example.edu/slots`);
    expect(said).toMatch(/^DATABASE_URL is not an address such as .* @ is %40, \/ is %2F, # is %23\.$/);
    expect(said).not.toContain('cret');
  }
});

test('what cannot be reached or found comes with what to do', async () => {
  const { url } = inject('postgres');
  expect(await refusal('postgres://slots@127.0.0.1:1/slots')).toMatch(
    /ECONNREFUSED 127\.0\.0\.1:1\. Start the server, or name the host and port where it listens\.$/,
  );
  expect(await refusal('postgres://slots@/slots?host=/nowhere')).toMatch(
    /at \/nowhere:5432.* connect ENOENT .*\. Start the server/,
  );
  expect(await refusal('postgres://slots@nowhere.invalid/slots')).toMatch(/\. Correct the host/);
  expect(await refusal(inDatabase(url, 'nowhere'))).toMatch(
    /database "nowhere" does not exist\. Create it: createdb /,
  );
});

test('a user without rights is told whose to use', async () => {
  const { url } = inject('postgres');
  await query(url, 'CREATE ROLE guest LOGIN');
  await query(url, 'CREATE DATABASE of_others');
  onTestFinished(async () => {
    await query(url, 'DROP DATABASE of_others');
    await query(url, 'DROP ROLE guest');
  });
  const theirs = inDatabase(url, 'of_others').replace(/\/\/[^@]*@/, '//guest@');
  expect(await refusal(theirs)).toMatch(
    /permission denied for schema public\. Use the user that owns the database and its tables\.$/,
  );
});

test("sslmode is as in PostgreSQL's own programs, and nothing is said beside", async () => {
  const warned: Error[] = [];
  const hear = (warning: Error) => warned.push(warning);
  process.on('warning', hear);
  onTestFinished(() => void process.off('warning', hear));
  // A server that has no TLS answers the question for it with N.
  const plain = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('N'));
  }).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  onTestFinished(() => void plain.close());
  const { port } = plain.address() as AddressInfo;
  expect(await refusal(`postgres://slots@127.0.0.1:${port}/slots?sslmode=require`)).toMatch(
    /does not support SSL connections\. Switch TLS on at the server, or leave sslmode out\.$/,
  );
  expect(warned).toEqual([]);
});

test('an sslmode that there is not is refused before anything is sent, and those that there are listed', async () => {
  for (const mode of ['bogus', 'allow', 'verify_full', 'REQUIRE', '']) {
    expect(await refusal(`postgres://slots@127.0.0.1:1/slots?application_name=x&sslmode=${mode}`)).toBe(
      'DATABASE_URL has an sslmode that is none; expected disable, prefer, require, verify-ca or verify-full.',
    );
  }
  expect(await refusal('postgres://slots@127.0.0.1:1/slots?sslmode=disable')).toMatch(/ECONNREFUSED/);
});

test('the command to dump keeps an address with a socket folder, without the password', () => {
  expect(dumpCommand('postgres://slots:se%2Fcret@/slots?host=/run/postgresql&password=x', 'a')).toBe(
    "(umask 077; pg_dump --format=custom --file=a 'postgres://slots@/slots?host=/run/postgresql')",
  );
});
