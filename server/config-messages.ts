/** How the variables are read that say what goes outside: mail, reminders, webhooks. */
import { type Language, languages } from '@mentor-slots/contract';
import { isLoopback, isMailAddress } from './addresses.ts';
import {
  ConfigError,
  type Env,
  parseDuration,
  parseUrl,
  readList,
  readText,
  refuse,
  refuseSecret,
  refuseWeak,
} from './config-values.ts';

export interface MailSettings {
  /** With the password: for the transport alone. */
  smtpUrl: string;
  from: { address: string; name?: string };
  /** Of people who told none. */
  language: Language;
  /** A page of the portal, with `{alumniId}`, `{slotId}` and `{bookingId}` to be filled in. */
  portalLink: string | null;
}

export interface WebhookSettings {
  /** May hold a secret, as many such addresses do. */
  url: string;
  secret: string;
}

/** Mail is off without SMTP_URL and MAIL_FROM: null. */
export function readMail(env: Env): MailSettings | null {
  const smtpUrl = readSmtpUrl(env);
  const from = readMailFrom(env);
  const more = { language: readMailLanguage(env), portalLink: readPortalLink(env) };
  if (smtpUrl === null && from === null) return null;
  if (smtpUrl === null || from === null) {
    const [set, unset] = smtpUrl === null ? ['MAIL_FROM', 'SMTP_URL'] : ['SMTP_URL', 'MAIL_FROM'];
    throw new ConfigError(`${set} is set and ${unset} is not; expected both or neither.`);
  }
  return Object.freeze({ smtpUrl, from, ...more });
}

/** Webhooks are off without WEBHOOK_URL and WEBHOOK_SECRET: null. */
export function readWebhook(env: Env): WebhookSettings | null {
  const url = readWebhookUrl(env);
  const secret = readWebhookSecret(env);
  if (url === null && secret === null) return null;
  if (url === null || secret === null) {
    const [set, unset] = url === null ? ['WEBHOOK_SECRET', 'WEBHOOK_URL'] : ['WEBHOOK_URL', 'WEBHOOK_SECRET'];
    throw new ConfigError(`${set} is set and ${unset} is not; expected both or neither.`);
  }
  return Object.freeze({ url, secret });
}

const mostReminders = 10;

/** How long before a session its reminders go out, in ms, the longest first. */
export function readReminders(env: Env): readonly number[] {
  if (readText(env, 'REMINDERS') === 'none') return Object.freeze([]);
  const items = readText(env, 'REMINDERS') === null ? ['24h', '1h'] : readList(env, 'REMINDERS');
  const expected = `none, or up to ${mostReminders} different durations of at most 366d, such as 24h,1h`;
  const reminders = new Set<number>();
  for (const item of items) {
    const duration = parseDuration(item);
    if (!(duration > 0) || reminders.has(duration)) refuse('REMINDERS', item, expected);
    reminders.add(duration);
  }
  if (reminders.size === 0 || reminders.size > mostReminders)
    refuse('REMINDERS', env.REMINDERS ?? '', expected);
  return Object.freeze([...reminders].sort((one, other) => other - one));
}

function readSmtpUrl(env: Env): string | null {
  const value = readText(env, 'SMTP_URL');
  if (value === null) return null;
  const url = parseUrl(value);
  if (
    url === null ||
    !['smtp:', 'smtps:'].includes(url.protocol) ||
    !/^([a-z\d]([a-z\d.-]*[a-z\d])?|\[[a-f\d:.]+\])$/i.test(url.hostname) ||
    (url.username === '') !== (url.password === '') ||
    !isDecodable(url.username) ||
    !isDecodable(url.password) ||
    !['', '/'].includes(url.pathname) ||
    /[?#]/.test(value)
  ) {
    refuseSecret(
      'SMTP_URL',
      value,
      'smtp:// or smtps://, a host and no path, such as smtps://user:password@mail.example.edu, with other characters than letters and digits percent-encoded in name and password',
    );
  }
  // That port is encrypted from the start (RFC 8314): both sides would wait for the other to speak.
  if (url.protocol === 'smtp:' && url.port === '465')
    refuseSecret('SMTP_URL', value, 'smtps:// for port 465');
  return value;
}

function isDecodable(text: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(text));
  } catch {
    return false;
  }
}

function readMailFrom(env: Env): MailSettings['from'] | null {
  const value = readText(env, 'MAIL_FROM');
  if (value === null) return null;
  const [, said = '', address = value] = /^(.*?)\s*<([^<>]*)>$/.exec(value) ?? [];
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/.exec(said) ?? [];
  const name = quoted?.replace(/\\(.)/g, '$1') ?? said;
  if (!isMailAddress(address) || /[\p{Cc}<>]/u.test(name)) {
    refuse('MAIL_FROM', value, 'an address, or a name and an address: Mentoring <mentoring@example.edu>');
  }
  return Object.freeze({ address, ...(name !== '' && { name }) });
}

/** Of people who told none. */
export function readMailLanguage(env: Env): Language {
  const value = readText(env, 'MAIL_LANGUAGE') ?? 'en';
  const language = languages.find((known) => known === value);
  return language ?? refuse('MAIL_LANGUAGE', value, `one of ${languages.join(', ')}`);
}

const placeholder = /\{(alumniId|slotId|bookingId)\}/g;

function readPortalLink(env: Env): string | null {
  const value = readText(env, 'PORTAL_LINK');
  if (value === null) return null;
  const [url, other] = ['a', 'b'].map((filled) => parseUrl(value.replace(placeholder, filled)));
  const isFit =
    url &&
    !/[{}\s<>"\\]/.test(value.replace(placeholder, '')) &&
    url.origin === other?.origin &&
    url.username + url.password === '' &&
    isSafe(url);
  if (!isFit) {
    refuse(
      'PORTAL_LINK',
      value,
      'an https:// address (http:// only for localhost) with {alumniId}, {slotId} or {bookingId} in its path, query or fragment, such as https://portal.example.edu/mentors/{alumniId}',
    );
  }
  return value;
}

function readWebhookUrl(env: Env): string | null {
  const value = readText(env, 'WEBHOOK_URL');
  if (value === null) return null;
  const url = parseUrl(value);
  if (url === null || !isSafe(url) || url.username + url.password !== '') {
    refuseSecret(
      'WEBHOOK_URL',
      value,
      'an https:// address (http:// only for localhost) without a name and password in it',
    );
  }
  return url.href;
}

/** Standard Webhooks asks for 24 to 64 bytes. */
function readWebhookSecret(env: Env): string | null {
  const value = readText(env, 'WEBHOOK_SECRET');
  if (value === null) return null;
  const [, base64 = ''] = /^whsec_([a-z\d+/]+={0,2})$/i.exec(value) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64 || bytes.length < 24 || bytes.length > 64) {
    refuseSecret('WEBHOOK_SECRET', value, 'whsec_ and 24 to 64 bytes in base64');
  }
  refuseWeak('WEBHOOK_SECRET', bytes);
  return value;
}

/** Nobody on the way reads or changes what is sent there. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
