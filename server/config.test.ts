import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const secret = 'x'.repeat(32);

describe('defaults', () => {
  test('need nothing but the key that tokens are checked with', () => {
    expect(loadConfig({ JWT_SECRET: secret })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'sqlite:data/mentor-slots.db',
      jwtSecret: secret,
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
      publicUrl: null,
      rules: {
        bookingCutoff: 0,
        cancelCutoff: 0,
        offerBelow: 12 * 3_600_000,
        offerFor: 30 * 60_000,
        waitlistMax: 200,
        maxAhead: null,
        maxAheadPerMentor: null,
      },
      jwtCohortClaim: null,
      headStart: new Map(),
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
    ['JWT_COHORT_CLAIM', 'portal.cohorts', { jwtCohortClaim: ['portal', 'cohorts'] }],
    ['CANCEL_CUTOFF', '0m', { rules: { cancelCutoff: 0 } }],
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
  ])('%s=%s', (name, value) => {
    const load = () => loadConfig({ ...(name !== 'JWKS_URL' && { JWT_SECRET: secret }), [name]: value });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(new RegExp(`^${name} is ".+"; expected [^\n]+\\.$`));
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

  test('a secret counts in bytes, not characters', () => {
    expect(loadConfig({ JWT_SECRET: 'é'.repeat(16) }).jwtSecret).toBe('é'.repeat(16));
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
