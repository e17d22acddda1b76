/** A mail server as there are in the world, and what it may do at each stage of a mail. */
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

export const stages = ['CONNECT', 'AUTH', 'MAIL FROM', 'RCPT TO', 'DATA'] as const;
export type Stage = (typeof stages)[number];
/** It goes on, says nothing any more, ends the connection, or answers with this line. */
export type Conduct = 'accept' | 'hang' | 'drop' | `${number} ${string}`;

export interface Delivery {
  from: string;
  to: string[];
  encrypted: boolean;
  user: string | undefined;
  raw: string;
  mail: Email;
}

export interface MailServer {
  port: number;
  /** What came whole, accepted or not. */
  deliveries: Delivery[];
  /** How many connections were opened, and how many are open. */
  opened: number;
  open: number;
  /** How often somebody gave a name and a password. */
  logins: number;
  /** Hears of each stage that a mail comes to, before it is answered, and once it is accepted. */
  reached: (stage: Stage | 'ACCEPTED') => void;
  /** What it does where it does not accept. */
  conduct: Partial<Record<Stage, Conduct>>;
  /** Ends all connections. */
  hangUp(): void;
  /** Listens no more. */
  stop(): Promise<void>;
}

/** The one whom it knows. */
export const account = { user: 'slots@example.edu', password: 'p:a/s@s#%w0rd' };

/** Starts one at a free port of localhost. It ends with the test. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const state: MailServer = {
    port: 0,
    deliveries: [],
    opened: 0,
    logins: 0,
    get open() {
      // Not by their 'close': STARTTLS takes all listeners away.
      return [...sockets].filter((socket) => !socket.destroyed).length;
    },
    conduct: {},
    reached: () => {},
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    stop: () => new Promise((resolve) => server.server.close(() => resolve())),
  };
  function act(stage: Stage, goOn: (error?: Error | null) => void): void {
    const conduct = state.conduct[stage] ?? 'accept';
    state.reached(stage);
    if (conduct === 'accept') goOn();
    else if (conduct === 'drop') state.hangUp();
    else if (conduct !== 'hang') {
      const [code = '', ...words] = conduct.split(' ');
      goOn(Object.assign(new Error(words.join(' ')), { responseCode: Number(code) }));
    }
  }
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    ...options,
    onConnect: (_session, callback) => act('CONNECT', callback),
    onAuth: ({ username, password }, _session, callback) => {
      state.logins += 1;
      act('AUTH', (error) => {
        const isKnown = username === account.user && password === account.password;
        callback(error ?? null, isKnown ? { user: username } : {});
      });
    },
    onMailFrom: (_address, _session, callback) => act('MAIL FROM', callback),
    onRcptTo: (_address, _session, callback) => act('RCPT TO', callback),
    onData: async (stream, session, callback) => {
      // Whoever sends may be gone in the middle of it.
      const raw = await buffer(stream).catch(() => null);
      if (raw === null) return callback();
      const { mailFrom, rcptTo } = session.envelope;
      state.deliveries.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        encrypted: session.secure,
        user: session.user,
        raw: raw.toString(),
        mail: await PostalMime.parse(raw, { attachmentEncoding: 'utf8' }),
      });
      act('DATA', (error) => {
        callback(error);
        if (!error) state.reached('ACCEPTED');
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    state.opened += 1;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.port = (server.server.address() as AddressInfo).port;
  onTestFinished(() => {
    state.hangUp();
    server.server.close();
  });
  return state;
}
