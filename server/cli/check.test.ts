/** `check`: what an operator hears before the service starts, on either engine. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { mentorSlots, mentorSlotsHere } from '../testing/command-line.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { account, startMailServer } from '../testing/mail-server.ts';
import { buildService, startProcess } from '../testing/process.ts';
import { startService, testSecret } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

beforeAll(buildService);
afterEach(() => void vi.useRealTimers());

const onPostgres = process.env.TEST_DATABASE === 'postgres';

/** What it says of an environment, without its first line: its lines by their topics, and its last line. */
async function check(env: Record<string, string>) {
  const { code, stdout, stderr } = await mentorSlotsHere(['check'], env);
  expect(stderr).toBe('');
  const [first, ...lines] = stdout.trimEnd().split('\n');
  expect(first).toMatch(/^Mentor Slots \d+\.\d+\.\d+ on Node v\d+/);
  const of = (topic: string) => lines.filter((line) => line.slice(8).startsWith(`${topic}: `));
  return { code, lines, of, last: lines.at(-1) };
}

/** An environment whose database has its tables. */
async function environment(): Promise<Record<string, string>> {
  const { config } = await startService();
  return { DATABASE_URL: config.databaseUrl, JWT_SECRET: testSecret };
}

async function keyServer(answer: unknown): Promise<string> {
  const server = createServer((_request, response) => response.end(JSON.stringify(answer))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
}

test('all is well: each part is named, nothing is sent, and no secret is told', async () => {
  const plain = await startMailServer({ authOptional: true, disabledCommands: ['AUTH'] });
  const env = await environment();
  const folder = temporaryFolder();
  const smtp = { SMTP_URL: `smtp://localhost:${plain.port}`, MAIL_FROM: 'mentoring@example.edu' };
  const { code, lines, last } = await check({ ...env, ...smtp, MEDIA_DIR: folder, MEDIA_MAX: '1mb' });
  expect([code, last]).toEqual([0, 'All is well.']);
  expect(lines.slice(0, -1).map((line) => line.replace(/: .*/, ''))).toEqual([
    'ok      configuration',
    'ok      database',
    'ok      clock',
    ...(onPostgres ? [] : ['ok      disk']),
    'ok      disk',
    'ok      keys',
    'ok      mail',
  ]);
  expect(lines.join('\n')).not.toContain(testSecret);
  expect([plain.opened, plain.deliveries.length]).toEqual([1, 0]);
});

test('of the keys: how many there are, none that fits, and no server', async () => {
  const { DATABASE_URL = '' } = await environment();
  const said = async (url: string) => {
    const { code, of } = await check({ DATABASE_URL, JWKS_URL: url });
    return [code, ...of('keys')];
  };
  const fits = await keyServer({
    keys: [
      { kty: 'OKP', crv: 'Ed25519', x: 'a' },
      { kty: 'oct', k: 'a' },
    ],
  });
  expect(await said(fits)).toEqual([0, `ok      keys: ${fits} has one key that tokens may be signed with.`]);
  const none = await keyServer({ keys: [{ kty: 'RSA', use: 'enc' }] });
  expect(await said(none)).toEqual([
    1,
    expect.stringMatching(/^WRONG {3}keys: http\S+ has no key for RS256/),
  ]);
  const page = await keyServer('<html>');
  expect(await said(page)).toEqual([
    1,
    expect.stringMatching(/^WRONG {3}keys: The keys of http\S+ cannot be read: /),
  ]);
  expect(await said('http://127.0.0.1:9/keys')).toEqual([
    1,
    expect.stringMatching(/See whether this machine may reach it/),
  ]);
});

test('of the mail server: that it refuses the password, which is not told, and that it is not there', async () => {
  const env = await environment();
  const server = await startMailServer({ allowInsecureAuth: true, hideSTARTTLS: true });
  const said = async (url: string) => {
    const { code, of } = await check({ ...env, SMTP_URL: url, MAIL_FROM: 'mentoring@example.edu' });
    return [code, ...of('mail')];
  };
  const user = encodeURIComponent(account.user);
  expect(await said(`smtp://${user}:wrong-hunter2@localhost:${server.port}`)).toEqual([
    1,
    `WRONG   mail: By SMTP_URL, localhost:${server.port}, no mail goes: the mail server refuses the user name or password: 535. See docs/messages.md.`,
  ]);
  expect(await said('smtp://localhost:1')).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
});

test('of the configuration: every bad variable, not the first alone, and what is nearly one', async () => {
  const { code, of, last } = await check({
    ...(await environment()),
    PORT: '80a',
    JWT_SECRET: 'short',
    SMTP_URL: 'smtp://localhost',
    RATELIMIT: '17-hidden',
  });
  expect(of('configuration')).toEqual([
    'WRONG   configuration: PORT is "80a"; expected a whole number from 0 to 65535.',
    'WRONG   configuration: JWT_SECRET has 5 bytes; expected at least 32 bytes.',
    'WRONG   configuration: SMTP_URL is set and MAIL_FROM is not; expected both or neither.',
    'WARNING configuration: RATELIMIT is set, and the service does not read it: RATE_LIMIT may be meant, which is not set.',
  ]);
  expect([code, last]).toEqual([1, '3 things are wrong.']);
});

test('of the configuration: that nothing can be changed, without which all would be well', async () => {
  const env = await environment();
  const said = async (readOnly: string) => {
    const { code, of, last } = await check({ ...env, READ_ONLY: readOnly });
    return [code, ...of('configuration').slice(1), last];
  };
  expect(await said('Back at 6 pm.')).toEqual([
    0,
    'WARNING configuration: READ_ONLY is set: nothing can be changed, and nothing is done by itself.',
    'Nothing is wrong; look at 1 warning.',
  ]);
  expect(await said('false')).toEqual([0, 'All is well.']);
});

test('of the configuration: a former secret that is the present one, as a start does', async () => {
  const env = { ...(await environment()), JWT_SECRET_PREVIOUS: testSecret };
  const warning =
    'JWT_SECRET_PREVIOUS is the same as JWT_SECRET: put the new secret into JWT_SECRET, or leave the former one out.';
  const { code, of, last } = await check(env);
  expect([code, ...of('configuration').slice(1), last]).toEqual([
    0,
    `WARNING configuration: ${warning}`,
    'Nothing is wrong; look at 1 warning.',
  ]);
  const service = startProcess({ ...env, PORT: '0' });
  await service.url;
  expect(service.stdout()).toMatch(new RegExp(`"level":40,[^\n]*${warning}`));
});

test.each([
  [{}, 'Neither JWT_SECRET nor JWKS_URL is set'],
  [
    { JWT_SECRET: testSecret, JWKS_URL: 'https://login.example.edu/keys' },
    'JWT_SECRET and JWKS_URL are both set',
  ],
  [{ JWT_SECRET: testSecret, DATABASE_URL: 'nonsense' }, 'DATABASE_URL has 8 bytes'],
  [{ JWT_SECRET: testSecret, MEDIA_DIR: '/not/there' }, 'MEDIA_DIR is "/not/there"'],
  [{ JWT_SECRET: testSecret, HEAD_START: 'a=1h' }, 'HEAD_START is set and JWT_COHORT_CLAIM is not'],
])('of the configuration %o: that one line', async (env, told) => {
  const { code, of } = await check({ DATABASE_URL: 'sqlite::memory:', ...env });
  expect(of('configuration')).toEqual([expect.stringContaining(`WRONG   configuration: ${told}`)]);
  expect(code).toBe(1);
});

test('of the database: that it is new, in capitals, or wrong where none may be made; and makes nothing', async () => {
  const path = join(temporaryFolder(), 'below/slots.db');
  const env = { DATABASE_URL: `sqlite:${path}`, JWT_SECRET: testSecret };
  const fresh = await check(env);
  expect(fresh.of('database')).toEqual([
    `WARNING database: THE DATABASE IS NEW: ${path} is not there, or is empty, and starting makes its tables. Where there should be bookings, correct DATABASE_URL.`,
  ]);
  expect([fresh.code, fresh.last]).toEqual([0, 'Nothing is wrong; look at 1 warning.']);
  const refused = await check({ ...env, DATABASE_CREATE: 'false' });
  expect([refused.code, ...refused.of('database')]).toEqual([
    1,
    expect.stringMatching(/^WRONG .*DATABASE_CREATE is false/),
  ]);
  expect(existsSync(path)).toBe(false);
});

test('of the database: that it cannot be reached or used, without its password', async () => {
  const said = async (url: string) =>
    (await check({ DATABASE_URL: url, JWT_SECRET: testSecret })).of('database');
  const [away = ''] = await said('postgres://slots:hunter2@127.0.0.1:1/slots');
  expect(away).toMatch(
    /^WRONG {3}database: .*"slots" at 127\.0\.0\.1:1, which cannot be used: .*ECONNREFUSED/,
  );
  expect(away).not.toContain('hunter2');
  expect(await said(`sqlite:${temporaryFolder()}`)).toEqual([
    expect.stringMatching(/^WRONG .*It is a folder/),
  ]);
});

test('of the clock: that it differs from the database’s server, or is before what has happened', async () => {
  const service = await startService();
  await service.publish('ada');
  const env = { DATABASE_URL: service.config.databaseUrl, JWT_SECRET: testSecret };
  expect((await check(env)).of('clock')).toEqual([
    expect.stringMatching(/^ok {6}clock: It is \d{4}-\d\d-\d\dT[\d:]+Z, and /),
  ]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60_000 });
  const behind = await check(env);
  expect(behind.code).toBe(1);
  expect(behind.of('clock')).toEqual([
    expect.stringMatching(
      onPostgres
        ? /^WRONG {3}clock: It is \S+ here, 60 s behind the database's server\. Switch NTP on/
        : /^WRONG {3}clock: It is \S+ here, and the newest entry of the audit is of \S+: the clock is behind/,
    ),
  ]);
});

test('of the disk: that a recording of the largest kind would not fit', async () => {
  const { code, of } = await check({
    ...(await environment()),
    MEDIA_DIR: temporaryFolder(),
    MEDIA_MAX: '1024gb',
  });
  expect(of('disk').at(-1)).toMatch(
    /^WRONG {3}disk: [\d.]+ [KMG]iB free at \S+; expected room for one recording of 1\.0 TiB/,
  );
  expect(code).toBe(1);
});

test('as JSON for a program, by the command itself', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const ran = await mentorSlots(['check', '--json'], { DATABASE_URL: url, JWT_SECRET: 'short' });
  const { ready, remarks } = JSON.parse(ran.stdout);
  expect([ran.code, ready]).toEqual([1, false]);
  expect(remarks[0]).toEqual({
    topic: 'configuration',
    state: 'wrong',
    says: 'JWT_SECRET has 5 bytes; expected at least 32 bytes.',
  });
});

test('a start warns of what is nearly a variable, and of nothing else; one that cannot be tells it too', async () => {
  const { DATABASE_URL = '' } = await environment();
  const env = { DATABASE_URL, PORT: '0', ALLOWED_ORIGIN: 'https://hidden.example.edu' };
  const service = startProcess({ ...env, JWT_SECRET: testSecret });
  await service.url;
  const warnings = service
    .stdout()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ level }) => level >= 40);
  expect(warnings.map(({ msg }) => msg)).toEqual([
    'ALLOWED_ORIGIN is set, and the service does not read it: ALLOWED_ORIGINS may be meant, which is not set.',
  ]);
  expect(service.stdout()).not.toContain('hidden.example.edu');
  const refused = startProcess({ DATABASE_URL, JWT_SECRETS: testSecret });
  expect(await refused.exited).toEqual({ code: 1, signal: null });
  expect(refused.stderr()).toMatch(
    /^Neither JWT_SECRET .*\. JWT_SECRETS is set, .* JWT_SECRET may be meant[^\n]*\n$/,
  );
});
