/** `token`, tried at a service of the same environment. */
import { beforeAll, expect, test } from 'vitest';
import { mentorSlots, mentorSlotsHere } from '../testing/command-line.ts';
import { buildService } from '../testing/process.ts';
import { startService, testSecret } from '../testing/service.ts';

beforeAll(buildService);

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

test('is accepted by the service, whatever the portal calls its roles', async () => {
  const env = {
    JWT_SECRET: testSecret,
    JWT_ISSUER: 'the portal',
    JWT_AUDIENCE: 'slots',
    JWT_ROLE_CLAIM: 'realm.roles',
    JWT_ROLE_MAP: 'mentor=alumni,learner=student',
  };
  const service = await startService({ env });
  const args = [
    'token',
    '--sub',
    'ada',
    '--name',
    'Ada Lovelace',
    '--email',
    'ada@example.edu',
    '--expires',
    '2d',
  ];
  const { code, stdout, stderr } = await mentorSlots([...args, '--role', 'alumni'], env);
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/^For development only: /);
  const token = stdout.trim();
  const { iat, exp, ...claims } = claimsOf(token);
  expect(exp - iat).toBe(2 * 86_400);
  expect(claims).toMatchObject({ sub: 'ada', realm: { roles: 'mentor' }, iss: 'the portal', aud: 'slots' });
  service.clock.now = Date.now();
  expect((await service.call('GET', '/api/slots/my-slots', { token })).status).toBe(200);

  const both = await mentorSlotsHere(['token', '--sub', 'sam', '--role', 'student', 'alumni', '--json'], env);
  expect(JSON.parse(both.stdout).claims.realm.roles).toEqual(['learner', 'mentor']);
});

test.each([
  [{ JWKS_URL: 'https://id.example.edu/keys' }, ['--role', 'student'], 1, /^JWKS_URL is set: /],
  [{}, ['--role', 'student'], 1, /^Neither JWT_SECRET nor JWKS_URL is set/],
  [{ JWT_SECRET: testSecret }, ['--role', 'king'], 64, /king/],
  [{ JWT_SECRET: testSecret }, [], 64, /--role/],
  [
    { JWT_SECRET: testSecret },
    ['--role', 'student', '--expires', 'soon'],
    1,
    /^--expires is "soon"; expected a dur/,
  ],
  [{ JWT_SECRET: testSecret, JWT_ROLE_MAP: 'x=student' }, ['--role', 'admin'], 1, /no word for admin/],
])('is refused with %o and %j', async (env, options, exitCode, line) => {
  const { code, stdout, stderr } = await mentorSlotsHere(['token', '--sub', 'sam', ...options], env as never);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
  expect(stderr).toMatch(line);
  expect(stderr).not.toContain(testSecret);
});
