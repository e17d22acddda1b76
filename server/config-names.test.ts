import { expect, test } from 'vitest';
import { unknownVariables, variableNames } from './config-names.ts';

test('the names are those that the service reads', () => {
  expect(variableNames()).toEqual(
    expect.arrayContaining([
      'DATABASE_URL',
      'JWT_SECRET',
      'JWKS_URL',
      'SMTP_URL',
      'MAX_ABSENCES',
      'MEDIA_MAX',
    ]),
  );
  expect(variableNames().length).toBeGreaterThan(35);
});

test.each([
  ['RATELIMIT', 'RATE_LIMIT'],
  ['rate_limit', 'RATE_LIMIT'],
  ['ALLOWED_ORIGIN', 'ALLOWED_ORIGINS'],
  ['ALLOW_ORIGINS', 'ALLOWED_ORIGINS'],
  ['TRUSTED_PROXY', 'TRUST_PROXY'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['JWKS_URI', 'JWKS_URL'],
  ['MAIL_FORM', 'MAIL_FROM'],
  ['WEBHOOKS_URL', 'WEBHOOK_URL'],
  ['JWT_SECRET_PREVIUOS', 'JWT_SECRET_PREVIOUS'],
  ['REMINDER', 'REMINDERS'],
  ['port', 'PORT'],
])('%s is taken for %s, and its value is not told', (name, meant) => {
  const [told, ...more] = unknownVariables({ [name]: 'hunter2' });
  expect(more).toEqual([]);
  expect(told).toBe(
    `${name} is set, and the service does not read it: ${meant} may be meant, which is not set.`,
  );
  expect(unknownVariables({ [name]: 'a', [meant]: 'b' })[0]).toMatch(/, which is set as well\.$/);
  expect(unknownVariables({ [name]: ' ' })).toEqual([]);
});

test('what the system, npm, PostgreSQL, containers and other programs set is nobody’s mistake', () => {
  const others =
    'PATH HOME HOSTNAME HOSTS HOST_IP PORTS USER LOGNAME LANG LC_ALL MAIL SHELL TERM PWD OLDPWD SHLVL TZ EDITOR TMPDIR NODE_ENV NODE_OPTIONS NODE_VERSION npm_config_cache ' +
    'PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE POSTGRES_PASSWORD POSTGRES_URL DATABASE_HOST DATABASE_PORT REDIS_URL MAIL_HOST MAIL_PORT SMTP_HOST SMTP_PORT ' +
    'KUBERNETES_PORT KUBERNETES_SERVICE_HOST http_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY SSH_CONNECTION SUDO_USER SYSTEMD_EXEC_PID INVOCATION_ID JOURNAL_STREAM STATE_DIRECTORY ' +
    'NOTIFY_SOCKET MEMORY_PRESSURE_WATCH XDG_RUNTIME_DIR DEBUG CI GITHUB_URL BASE_URL PUBLIC_KEY JWT_EXPIRY SECRET';
  expect(unknownVariables(Object.fromEntries(others.split(' ').map((name) => [name, 'x'])))).toEqual([]);
});
