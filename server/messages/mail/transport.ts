/** Sends mails to the mail server that SMTP_URL names, over a few connections that are kept. */
import { createTransport } from 'nodemailer';
import { isLoopback, isMailAddress } from '../../addresses.ts';
import type { Outcome } from '../outcome.ts';
import type { Mail, MailAddress } from './mail.ts';
import { whyNotSent } from './refusal.ts';

export interface MailTransport {
  /** Is the server there, and does it take the name and password? Sends nothing; never rejects. */
  check(): Promise<Outcome>;
  /** One try, over within `bounds.whole`. Never rejects. */
  send(mail: Mail): Promise<Outcome>;
  /** Lets what is being sent end for `bounds.farewell`, then cuts it off. */
  close(): Promise<void>;
}

/** How long what is waited for, in ms. */
export interface MailBounds {
  /** The server's name, its connection, its encryption and its greeting together. */
  connection: number;
  greeting: number;
  /** An answer of the server, whatever the stage. */
  silence: number;
  /** One try, its wait for a free connection included. */
  whole: number;
  farewell: number;
}

/** A server that looks into each mail may take a minute to accept it: who leaves before gets it sent twice. */
const usual: MailBounds = {
  connection: 45_000,
  greeting: 30_000,
  silence: 120_000,
  whole: 300_000,
  farewell: 2000,
};

export interface MailTransportOptions {
  /** `smtp://` or `smtps://`, with or without `user:password@`, as config.ts checked it. */
  smtpUrl: string;
  bounds?: Partial<MailBounds>;
  /** Certificates (PEM) to trust in place of those that Node.js trusts. */
  ca?: string;
}

/**
 * `smtps://` is encrypted from the start, `smtp://` once the server offers STARTTLS. Certificates are checked, and a
 * password goes over an encrypted connection alone; on this machine itself neither matters where there is no password.
 */
export function createMailTransport({ smtpUrl, ca, ...options }: MailTransportOptions): MailTransport {
  const bounds = { ...usual, ...options.bounds };
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const hasPassword = password !== '';
  const isNear = isLoopback(hostname);
  const secure = protocol === 'smtps:';
  const pool = createTransport({
    pool: true,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && hasPassword && !isNear,
    ...(hasPassword && { auth }),
    tls: { rejectUnauthorized: secure || hasPassword || !isNear, ...(ca !== undefined && { ca }) },
    dnsTimeout: bounds.connection,
    connectionTimeout: bounds.connection,
    greetingTimeout: bounds.greeting,
    socketTimeout: bounds.silence,
    socketCloseTimeout: Math.min(1000, bounds.farewell),
  });
  const going = new Set<Promise<Outcome>>();

  async function trySending(mail: Mail): Promise<Outcome> {
    if (!isMailAddress(mail.to.address)) return { sent: false, reason: 'no address', isFinal: true };
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), bounds.whole);
    try {
      await pool.sendMail({ ...messageOf(mail), signal: patience.signal });
      return { sent: true };
    } catch (error) {
      return whyNotSent(error, auth, bounds.whole);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async check() {
      try {
        await pool.verify();
        return { sent: true };
      } catch (error) {
        return whyNotSent(error, auth, bounds.whole);
      }
    },
    send(mail) {
      const trying = trySending(mail).finally(() => going.delete(trying));
      going.add(trying);
      return trying;
    },
    async close() {
      pool.close();
      const timer = setTimeout(() => pool.close({ force: true }), bounds.farewell);
      await Promise.all(going);
      clearTimeout(timer);
    },
  };
}

/**
 * Gmail and Outlook show an invitation that is an alternative to the text, and offer it as a file to those programs that do
 * not: as Google's own invitations are built.
 */
function messageOf({ subject, text, html, from, to, headers, messageId, invitation }: Mail) {
  return {
    // Whom the server is told, whatever the headers say.
    envelope: { from: from.address, to: [to.address] },
    from: addressOf(from),
    to: [addressOf(to)],
    subject: inOneLine(subject),
    text,
    html,
    headers,
    messageId,
    ...(invitation && { icalEvent: { ...invitation, filename: 'invite.ics' } }),
    // What is in a mail is text: never the name of a file, or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false as const,
  };
}

/** Never one text: a name could hold another address. */
function addressOf({ address, name = '' }: MailAddress) {
  return { address, name: inOneLine(name) };
}

/** Says the same to every reader: what looks like an encoded word (RFC 2047) would be read as what it stands for. */
function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replaceAll('=?', '= ?');
}
