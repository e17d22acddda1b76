import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const secret = 'b2Qvd1nEo7RZs9tJ4mKx8uYcLp3WgA6h';

function webhookSecret(bytes: number): string {
  const random = createHash('sha512').update('webhooks').digest();
  return `whsec_${Buffer.concat([random, random]).subarray(0, bytes).toString('base64')}`;
}

describe('defaults', () => {
  test('need nothing but the key that tokens are checked with', () => {
    expect(loadConfig({ JWT_SECRET: secret })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'sqlite:data/mentor-slots.db',
      databaseCreate: true,
      readOnly: null,
      jwtSecret: secret,
      jwtSecretPrevious: null,
      jwksUrl: null,
      jwtIssuer: null,
      jwtAudience: null,
      jwtRoleClaim: ['role'],
      jwtRoleMap: new Map(),
      allowedOrigins: new Set(),
      publicRead: true,
      defaultTimeZone: 'UTC',
      trustProxy: [],
      rateLimit: 120,
      addressRateLimit: 3000,
      logLevel: 'info',
      logRequests: true,
      stopGrace: 2_000,
      reconnectAfter: 5_000,
      publicUrl: null,
      rules: {
        bookingCutoff: 0,
        cancelCutoff: 0,
        offerBelow: 12 * 3_600_000,
        offerFor: 30 * 60_000,
        waitlistMax: 200,
        maxAhead: null,
        maxAheadPerMentor: null,
        maxAbsences: null,
        outbox: { mail: false, webhooks: false, reminders: [86_400_000, 3_600_000] },
      },
      jwtCohortClaim: null,
      headStart: new Map(),
      mail: null,
      language: 'en',
      busyPrivateHosts: [],
      webhook: null,
      mediaDir: null,
      mediaMax: 512 * 1024 * 1024,
      retain: null,
      retainAudit: null,
    });
  });

  test('stand in for empty variables', () => {
    const env = {
      PORT: '',
      HOST: ' ',
      JWKS_URL: '',
      ALLOWED_ORIGINS: '',
      CANCEL_CUTOFF: '',
      JWT_ROLE_MAP: '',
    };
    expect(loadConfig({ JWT_SECRET: secret, ...env })).toEqual(loadConfig({ JWT_SECRET: secret }));
  });

  test('are frozen', () => {
    expect(Object.isFrozen(loadConfig({ JWT_SECRET: secret }))).toBe(true);
  });
});

describe('good values', () => {
  test.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::', { host: '::' }],
    ['DATABASE_URL', 'postgres://u:p@db/slots', { databaseUrl: 'postgres://u:p@db/slots' }],
    ['JWT_ISSUER', 'https://login.example.edu/', { jwtIssuer: 'https://login.example.edu/' }],
    ['JWT_ROLE_CLAIM', 'realm_access.roles', { jwtRoleClaim: ['realm_access', 'roles'] }],
    [
      'JWT_ROLE_MAP',
      'mentor=alumni, learner=student,a=b=admin',
      {
        jwtRoleMap: new Map([
          ['mentor', 'alumni'],
          ['learner', 'student'],
          ['a=b', 'admin'],
        ]),
      },
    ],
    [
      'ALLOWED_ORIGINS',
      'https://Portal.example.edu, http://localhost:8080,https://a.edu:443',
      { allowedOrigins: new Set(['https://portal.example.edu', 'http://localhost:8080', 'https://a.edu']) },
    ],
    ['ALLOWED_ORIGINS', 'https://a.edu,', { allowedOrigins: new Set(['https://a.edu']) }],
    [
      'ALLOWED_ORIGINS',
      'capacitor://localhost, Ionic://LOCALHOST,app://org.example.portal,tauri://localhost:1430',
      {
        allowedOrigins: new Set([
          'capacitor://localhost',
          'ionic://localhost',
          'app://org.example.portal',
          'tauri://localhost:1430',
        ]),
      },
    ],
    ['PUBLIC_READ', 'false', { publicRead: false }],
    ['READ_ONLY', 'true', { readOnly: true }],
    ['READ_ONLY', 'false', { readOnly: null }],
    ['READ_ONLY', ' Back at 6 pm. ', { readOnly: 'Back at 6 pm.' }],
    ['READ_ONLY', 'No changes today', { readOnly: 'No changes today' }],
    ['DATABASE_CREATE', 'false', { databaseCreate: false }],
    ['JWT_SECRET_PREVIOUS', 'x'.repeat(32), { jwtSecretPrevious: 'x'.repeat(32) }], // Or nobody could leave it without an outage.
    ['DEFAULT_TIME_ZONE', 'America/St_Johns', { defaultTimeZone: 'America/St_Johns' }],
    ['DEFAULT_TIME_ZONE', 'america/st_johns', { defaultTimeZone: 'America/St_Johns' }],
    [
      'TRUST_PROXY',
      '10.0.0.0/8, 192.0.2.7,fd00::/8',
      { trustProxy: ['10.0.0.0/8', '192.0.2.7', 'fd00::/8'] },
    ],
    ['RATE_LIMIT', '1', { rateLimit: 1 }],
    ['ADDRESS_RATE_LIMIT', '1', { addressRateLimit: 1 }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['PUBLIC_URL', 'https://slots.example.edu/', { publicUrl: 'https://slots.example.edu' }],
    ['PUBLIC_URL', 'https://example.edu/slots/', { publicUrl: 'https://example.edu/slots' }],
    ['BOOKING_CUTOFF', '45s', { rules: { bookingCutoff: 45_000 } }],
    ['BOOKING_CUTOFF', '30m', { rules: { bookingCutoff: 1_800_000 } }],
    ['CANCEL_CUTOFF', '24h', { rules: { cancelCutoff: 86_400_000 } }],
    ['CANCEL_CUTOFF', '2d', { rules: { cancelCutoff: 172_800_000 } }],
    ['OFFER_BELOW', '0s', { rules: { offerBelow: 0 } }],
    ['OFFER_FOR', '1s', { rules: { offerFor: 1000 } }],
    ['WAITLIST_MAX', '0', { rules: { waitlistMax: 0 } }],
    ['MAX_AHEAD', '3', { rules: { maxAhead: 3 } }],
    ['MAX_AHEAD_PER_MENTOR', '1', { rules: { maxAheadPerMentor: 1 } }],
    ['MAX_ABSENCES', '3/180d', { rules: { maxAbsences: { count: 3, within: 180 * 86_400_000 } } }],
    ['MAX_ABSENCES', '1/1y', { rules: { maxAbsences: { count: 1, within: 365 * 86_400_000 } } }],
    ['JWT_COHORT_CLAIM', 'portal.cohorts', { jwtCohortClaim: ['portal', 'cohorts'] }],
    ['CANCEL_CUTOFF', '0m', { rules: { cancelCutoff: 0 } }],
    ['REMINDERS', '1h, 2d,30m', { rules: { outbox: { reminders: [172_800_000, 3_600_000, 1_800_000] } } }],
    ['REMINDERS', 'none', { rules: { outbox: { reminders: [] } } }],
  ])('%s=%s', (name, value, expected) => {
    expect(loadConfig({ JWT_SECRET: secret, [name]: value })).toMatchObject(expected);
  });

  test.each(['https://login.example.edu/keys', 'http://localhost:9/keys', 'http://127.0.0.1:9/keys'])(
    'JWKS_URL=%s',
    (url) => {
      expect(loadConfig({ JWKS_URL: url })).toMatchObject({ jwksUrl: url, jwtSecret: null });
    },
  );
});

describe('bad values stop the start with one line that names variable, value and what was expected', () => {
  test.each([
    ['OFFER_FOR', '0s'],
    ['OFFER_FOR', '2y'],
    ['WAITLIST_MAX', '-1'],
    ['MAX_AHEAD', '0'],
    ['MAX_AHEAD_PER_MENTOR', 'one'],
    ['MAX_ABSENCES', '3'],
    ['MAX_ABSENCES', '0/180d'],
    ['MAX_ABSENCES', '3/0d'],
    ['MAX_ABSENCES', '3/180'],
    ['MAX_ABSENCES', '3/2y'],
    ['MAX_ABSENCES', '3 / 180d'],
    ['MAX_ABSENCES', 'three/180d'],
    ['MAX_ABSENCES', '3/180d/1d'],
    ['JWT_COHORT_CLAIM', 'portal..cohorts'],
    ['HEAD_START', 'final-year'],
    ['HEAD_START', 'final-year=soon'],
    ['HEAD_START', '=24h'],
    ['HEAD_START', 'final-year=24h,final-year=48h'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '3000x'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['HOST', 'http://localhost'],
    ['HOST', 'a b'],
    ['JWKS_URL', 'http://login.example.edu/keys'],
    ['JWKS_URL', 'http://localhost.example.edu/keys'],
    ['JWKS_URL', 'login.example.edu'],
    ['JWKS_URL', 'file:///keys'],
    ['JWT_ROLE_CLAIM', 'a..b'],
    ['JWT_ROLE_CLAIM', '.role'],
    ['JWT_ROLE_MAP', 'mentor'],
    ['JWT_ROLE_MAP', 'mentor=teacher'],
    ['JWT_ROLE_MAP', '=alumni'],
    ['JWT_ROLE_MAP', 'mentor=alumni,mentor=student'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://*.example.edu'],
    ['ALLOWED_ORIGINS', 'null'],
    ['ALLOWED_ORIGINS', 'portal.example.edu'],
    ['ALLOWED_ORIGINS', 'https://portal.example.edu/'],
    ['ALLOWED_ORIGINS', 'https://portal.example.edu/app'],
    ['ALLOWED_ORIGINS', 'https://a@portal.example.edu'],
    ['ALLOWED_ORIGINS', 'https://portal.example.edu?x'],
    ['ALLOWED_ORIGINS', 'https://portal.example.edu:99999'],
    ['ALLOWED_ORIGINS', 'ftp://portal.example.edu'],
    ['ALLOWED_ORIGINS', 'file:///index.html'],
    ['ALLOWED_ORIGINS', 'javascript://x'],
    ['ALLOWED_ORIGINS', 'capacitor://*'],
    ['ALLOWED_ORIGINS', 'capacitor://localhost/app'],
    ['ALLOWED_ORIGINS', 'capacitor:localhost'],
    ['PUBLIC_READ', 'yes'],
    ['READ_ONLY', 'x'.repeat(301)],
    ['READ_ONLY', 'no'],
    ['READ_ONLY', 'Off'],
    ['READ_ONLY', '0'],
    ['READ_ONLY', 'False'],
    ['READ_ONLY', 'TRUE'],
    ['READ_ONLY', 'yes'],
    ['READ_ONLY', '1'],
    ['DATABASE_CREATE', 'no'],
    ['PUBLIC_READ', 'TRUE'],
    ['PUBLIC_READ', '1'],
    ['DEFAULT_TIME_ZONE', 'Mars/Olympus'],
    ['DEFAULT_TIME_ZONE', '+01:00'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', 'loopback'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0/8'],
    ['TRUST_PROXY', 'fd00::/129'],
    ['TRUST_PROXY', '10.0.0.0/8/8'],
    ['RATE_LIMIT', '0'],
    ['ADDRESS_RATE_LIMIT', '0'],
    ['RATE_LIMIT', 'Infinity'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'slots.example.edu'],
    ['PUBLIC_URL', 'https://slots.example.edu?x=1'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['BOOKING_CUTOFF', '30'],
    ['BOOKING_CUTOFF', '-5m'],
    ['BOOKING_CUTOFF', '1.5h'],
    ['CANCEL_CUTOFF', '2 days'],
    ['CANCEL_CUTOFF', '367d'],
    ['CANCEL_CUTOFF', '99999999999999d'],
    ['REMINDERS', '24h,soon'],
    ['REMINDERS', '24h,none'],
    ['REMINDERS', '0m'],
    ['REMINDERS', '24h,1d'],
    ['REMINDERS', ','],
    ['REMINDERS', '1h,2h,3h,4h,5h,6h,7h,8h,9h,10h,11h'],
    ['MAIL_FROM', 'Mentoring'],
    ['MAIL_FROM', 'Mentoring mentoring@example.edu'],
    ['MAIL_FROM', 'Mentoring <mentoring>'],
    ['MAIL_FROM', 'Mentoring <a@example.edu>, Eve <eve@example.org>'],
    ['MAIL_FROM', 'a@example.edu, eve@example.org'],
    ['MAIL_FROM', 'Mentoring\r\nBcc: eve@example.org <a@example.edu>'],
    ['MAIL_LANGUAGE', 'EN'],
    ['MAIL_LANGUAGE', 'it'],
    ['PORTAL_LINK', 'portal.example.edu'],
    ['PORTAL_LINK', 'http://portal.example.edu/{slotId}'],
    ['PORTAL_LINK', 'javascript:alert(1)'],
    ['PORTAL_LINK', 'https://portal.example.edu/{id}'],
    ['PORTAL_LINK', 'https://portal.example.edu/{{slotId}}'],
    ['PORTAL_LINK', 'https://portal.example.edu/{slotId'],
    ['PORTAL_LINK', 'https://{alumniId}.example.edu/'],
    ['PORTAL_LINK', 'https://u:p@portal.example.edu/'],
    ['PORTAL_LINK', 'https://portal.example.edu/a b'],
  ])('%s=%s', (name, value) => {
    const load = () => loadConfig({ ...(name !== 'JWKS_URL' && { JWT_SECRET: secret }), [name]: value });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(new RegExp(`^${name} is ".+"; expected [^\n]+\\.$`));
  });

  test('a former secret without the one that takes its place', () => {
    const env = { JWKS_URL: 'https://login.example.edu/keys', JWT_SECRET_PREVIOUS: secret };
    expect(() => loadConfig(env)).toThrow(/^JWT_SECRET_PREVIOUS is set and JWT_SECRET is not; expected /);
    expect(() => loadConfig({ JWT_SECRET: secret, JWT_SECRET_PREVIOUS: 'hunter2' })).toThrow(
      'JWT_SECRET_PREVIOUS has 7 bytes; expected at least 32 bytes.',
    );
  });

  test('neither key, or both', () => {
    expect(() => loadConfig({})).toThrow(/^Neither JWT_SECRET nor JWKS_URL is set; expected exactly one/);
    const both = { JWT_SECRET: secret, JWKS_URL: 'https://login.example.edu/keys' };
    expect(() => loadConfig(both)).toThrow(/^JWT_SECRET and JWKS_URL are both set/);
  });

  test('secrets are measured, never shown', () => {
    expect(() => loadConfig({ JWT_SECRET: 'hunter2' })).toThrow(
      'JWT_SECRET has 7 bytes; expected at least 32 bytes.',
    );
    expect(() => loadConfig({ JWT_SECRET: secret, DATABASE_URL: '//u:hunter2@db' })).toThrow(
      /^DATABASE_URL has 14 bytes; expected/,
    );
    expect(() => loadConfig({ JWKS_URL: 'https://u:hunter2@login.edu/keys' })).toThrow(
      /^JWKS_URL has 32 bytes; expected/,
    );
  });

  test.each([
    'mail.example.edu',
    'https://mail.example.edu',
    'smtp://',
    'smtp://mail example.edu',
    'smtp://user:hunter2@',
    'smtp://user@mail.example.edu',
    'smtp://:hunter2@mail.example.edu',
    'smtp://user:hunt%er2@mail.example.edu',
    'smtp://user:hunter2%0d%0a@mail.example.edu',
    'smtp://user:hunter/2@mail.example.edu',
    'smtp://user:hunter#2@mail.example.edu',
    'smtp://user:2#hunter@mail.example.edu',
    'smtp://mail.example.edu/hunter2',
    'smtp://mail.example.edu?tls.rejectUnauthorized=false',
    'smtp://mail.example.edu:99999',
    'smtp://user:hunter2@mail.example.edu:465',
  ])('SMTP_URL=%s', (SMTP_URL) => {
    const load = () => loadConfig({ JWT_SECRET: secret, SMTP_URL, MAIL_FROM: 'a@example.edu' });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/^SMTP_URL has \d+ bytes; expected smtps?:[^\n]+\.$/);
  });

  test.each([
    'hooks.example.edu/hunter2',
    'http://hooks.example.edu/hunter2',
    'http://localhost.example.edu/hunter2',
    'http://127.0.0.1.example.edu/hunter2',
    'https://u:hunter2@hooks.example.edu',
    'ftp://localhost/hunter2',
  ])('WEBHOOK_URL=%s', (WEBHOOK_URL) => {
    const load = () => loadConfig({ JWT_SECRET: secret, WEBHOOK_URL, WEBHOOK_SECRET: webhookSecret(32) });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/^WEBHOOK_URL has \d+ bytes; expected an https:[^\n]+\.$/);
  });

  test.each([
    'hunter2',
    webhookSecret(32).slice('whsec_'.length),
    webhookSecret(23),
    webhookSecret(65),
    `${webhookSecret(32)}=`,
    webhookSecret(32).replace(/=$/, ''),
    `whsec_${'-'.repeat(40)}`,
    'whsec_',
  ])('WEBHOOK_SECRET=%s', (WEBHOOK_SECRET) => {
    const load = () => loadConfig({ JWT_SECRET: secret, WEBHOOK_URL: 'https://a.edu', WEBHOOK_SECRET });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/^WEBHOOK_SECRET has \d+ bytes; expected whsec_ [^\n]+\.$/);
  });

  test('a secret counts in bytes, not characters', () => {
    const short = 'éèêëàâäôöùûüïîçñ';
    expect(loadConfig({ JWT_SECRET: short }).jwtSecret).toBe(short);
  });
});

test('cohorts have head starts, each its own, where a claim says who is in them', () => {
  const env = { JWT_SECRET: secret, HEAD_START: 'final-year=24h, first-gen=2d' };
  expect(() => loadConfig(env)).toThrow(/^HEAD_START is set and JWT_COHORT_CLAIM is not; expected /);
  const { headStart } = loadConfig({ ...env, JWT_COHORT_CLAIM: 'cohort' });
  expect([...headStart]).toEqual([
    ['final-year', 86_400_000],
    ['first-gen', 172_800_000],
  ]);
});

describe('what goes outside', () => {
  const mail = { JWT_SECRET: secret, SMTP_URL: 'smtp://localhost:1025', MAIL_FROM: 'mentoring@example.edu' };

  test('mail has a server, a sender, a language and perhaps a page that it leads to', () => {
    expect(loadConfig(mail).mail).toEqual({
      smtpUrl: 'smtp://localhost:1025',
      from: { address: 'mentoring@example.edu' },
      language: 'en',
      portalLink: null,
    });
    const more = {
      SMTP_URL: 'smtps://slots%40example.edu:p%3Aa%2Fs%23@[2001:db8::1]:2465',
      MAIL_LANGUAGE: 'ar',
      PORTAL_LINK: 'https://portal.example.edu/m/{alumniId}?slot={slotId}&b={bookingId}#{slotId}',
    };
    expect(loadConfig({ ...mail, ...more }).mail).toMatchObject({
      smtpUrl: more.SMTP_URL,
      language: 'ar',
      portalLink: more.PORTAL_LINK,
    });
    const local = 'http://localhost:8080/sessions.html';
    expect(loadConfig({ ...mail, PORTAL_LINK: local }).mail?.portalLink).toBe(local);
  });

  test.each([
    ['Mentoring <mentoring@example.edu>', 'Mentoring'],
    ['Mentoring, Example University <mentoring@example.edu>', 'Mentoring, Example University'],
    ['"The \\"Mentors\\", Example" <mentoring@example.edu>', 'The "Mentors", Example'],
    ['التوجيه <mentoring@example.edu>', 'التوجيه'],
    ['<mentoring@example.edu>', undefined],
  ])('MAIL_FROM=%s', (MAIL_FROM, name) => {
    const from = { address: 'mentoring@example.edu', ...(name !== undefined && { name }) };
    expect(loadConfig({ ...mail, MAIL_FROM }).mail?.from).toEqual(from);
  });

  test.each([
    'https://hooks.example.edu/slots?token=1',
    'http://localhost:8090/',
    'http://127.0.0.2:8090/',
    'http://[::1]:8090/',
  ])('WEBHOOK_URL=%s', (url) => {
    for (const bytes of [24, 32, 64]) {
      const env = { JWT_SECRET: secret, WEBHOOK_URL: url, WEBHOOK_SECRET: webhookSecret(bytes) };
      expect(loadConfig(env).webhook).toEqual({ url, secret: webhookSecret(bytes) });
    }
  });

  test.each([
    [{ SMTP_URL: 'smtp://u:hunter2@mail.edu' }, 'SMTP_URL is set and MAIL_FROM is not'],
    [{ MAIL_FROM: 'a@example.edu' }, 'MAIL_FROM is set and SMTP_URL is not'],
    [{ WEBHOOK_URL: 'https://a.edu' }, 'WEBHOOK_URL is set and WEBHOOK_SECRET is not'],
    [{ WEBHOOK_SECRET: webhookSecret(32) }, 'WEBHOOK_SECRET is set and WEBHOOK_URL is not'],
  ])('one of two alone is refused: %o', (env, line) => {
    expect(() => loadConfig({ JWT_SECRET: secret, ...env })).toThrow(`${line}; expected both or neither.`);
  });
});

describe('a secret that could be guessed', () => {
  const expected = 'expected a random one, such as `openssl rand -hex 32` makes.';

  test.each([
    ['x'.repeat(32), '32 bytes, but only one character, again and again'],
    ['abc'.repeat(12), '36 bytes, but only 3 different characters'],
    ['0000000000000000000000000000000000001234', '40 bytes, but only 5 different characters'],
    ['changeme'.repeat(4), '32 bytes, but the same characters again and again'],
    ['password1'.repeat(4), '36 bytes, but the same characters again and again'],
    ['portal-secret '.repeat(3), '42 bytes, but the same characters again and again'],
    ['secret-key-1secret-key-2secret-key-3', '36 bytes, but the same characters again and again'],
    ['correct horse battery'.repeat(2), '42 bytes, but the same characters again and again'],
    [
      'abcdefghijklmnopqrstuvwxyz0123456789',
      '36 bytes, but characters that count up or down, as the alphabet does',
    ],
    [
      '9876543210zyxwvutsrqponmlkjihgfedcba',
      '36 bytes, but characters that count up or down, as the alphabet does',
    ],
  ])('JWT_SECRET=%s is refused, and not told', (weak, how) => {
    expect(() => loadConfig({ JWT_SECRET: weak })).toThrow(
      new ConfigError(`JWT_SECRET has ${how}; ${expected}`),
    );
  });

  test('WEBHOOK_SECRET is refused as well', () => {
    const weak = `whsec_${Buffer.from('hook'.repeat(8)).toString('base64')}`;
    const env = { JWT_SECRET: secret, WEBHOOK_URL: 'https://a.edu', WEBHOOK_SECRET: weak };
    expect(() => loadConfig(env)).toThrow(
      `WEBHOOK_SECRET has 32 bytes, but only 3 different characters; ${expected}`,
    );
  });

  test('those that openssl makes are taken, however short and in whatever letters', () => {
    for (let count = 0; count < 3_000; count += 1) {
      // The same ones in each run.
      const bytes = createHash('sha512').update(String(count)).digest();
      for (const good of [
        bytes.subarray(0, 16).toString('hex'),
        bytes.subarray(0, 24).toString('base64'),
        [...bytes.subarray(0, 32)].map((byte) => byte % 10).join(''),
        // A random one, twice.
        bytes.subarray(0, 16).toString('hex').repeat(2),
      ])
        expect(loadConfig({ JWT_SECRET: good }).jwtSecret).toBe(good);
      const hook = `whsec_${bytes.subarray(0, 24).toString('base64')}`;
      const env = { JWT_SECRET: secret, WEBHOOK_URL: 'https://a.edu', WEBHOOK_SECRET: hook };
      expect(loadConfig(env).webhook?.secret).toBe(hook);
    }
  });
});
