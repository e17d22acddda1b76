/** A service that sends mail, and a server that takes it. Both closed with the test. */
import { type Delivery, type MailServer, startMailServer } from './mail-server.ts';
import { startService, type TestOptions, type TestService } from './service.ts';

export interface MailingService {
  service: TestService;
  server: MailServer;
  /** The mails to somebody, in the order in which they came. */
  mailsTo(who: string): Delivery[];
  /** A token by which somebody's mails go to `who@people.example`. */
  token(who: string, role: string, claims?: Record<string, unknown>): string;
  /** Lets time pass until what waits is tried again. It stands while something is on its way: a try that takes a busy machine long must not lose its claim. */
  passToNextTry(): Promise<void>;
}

/** Sends at once, without reminders unless told; its clock starts on a Monday at ten (UTC) and goes on by itself. */
export async function startMailingService(options: TestOptions = {}): Promise<MailingService> {
  const server = await startMailServer();
  const service = await startService({
    now: '2027-03-15T10:00:00.000Z',
    dueMs: 3_600_000,
    sendMs: 40,
    ticking: true,
    ...options,
    env: {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'Mentoring <slots@example.edu>',
      REMINDERS: 'none',
      ...options.env,
    },
  });
  return {
    service,
    server,
    mailsTo: (who) => server.deliveries.filter(({ to }) => to.includes(`${who}@people.example`)),
    token: (who, role, claims) => service.token(who, role, { email: `${who}@people.example`, ...claims }),
    async passToNextTry() {
      const waiting = await service.database.read.kysely
        .selectFrom('messages')
        .select(['try_at', 'claimed_by'])
        .where('outcome', 'is', null)
        .execute();
      if (waiting.some(({ claimed_by }) => claimed_by !== null)) return;
      const next = Math.min(...waiting.map(({ try_at }) => Date.parse(try_at)));
      if (next > service.clock.now && Number.isFinite(next)) service.clock.now = next;
      // What the whole channel rests after a server that is away.
      service.elapsed.now += 60_000;
    },
  };
}
