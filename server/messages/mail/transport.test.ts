/** A mail server as it fares in the world, and what reaches whom. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Certificate, makeCertificate } from '../../testing/certificates.ts';
import {
  account,
  type Conduct,
  type MailServer,
  type Stage,
  stages,
  startMailServer,
} from '../../testing/mail-server.ts';
import type { Outcome } from '../outcome.ts';
import type { Mail } from './mail.ts';
import { createMailTransport, type MailTransport, type MailTransportOptions } from './transport.ts';

const withLogin = `${account.user.replace('@', '%40')}:${encodeURIComponent(account.password)}@`;
const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:one@mentor-slots',
  'SUMMARY:Überblick über Lebensläufe',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

function mail(changes: Partial<Mail> = {}): Mail {
  return {
    subject: 'Tomorrow 16:00: CV review',
    text: 'Bring your CV.\n.\nA line of one dot is no end.',
    html: '<p>Bring your <b>CV</b>.</p>',
    from: { address: 'mentoring@example.edu', name: 'Mentoring' },
    to: { address: 'mira@example.edu', name: 'Mira Okafor' },
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    messageId: '<message-1@example.edu>',
    invitation: null,
    ...changes,
  };
}

/** Closed with the test. */
function transport(options: MailTransportOptions): MailTransport {
  const made = createMailTransport(options);
  onTestFinished(() => made.close());
  return made;
}

function reasonOf(outcome: Outcome): string {
  if (outcome.sent) throw new Error('It was sent.');
  expect(outcome.reason).not.toContain(account.password);
  expect(outcome.reason).not.toContain(Buffer.from(account.password).toString('base64'));
  expect(outcome.reason).toMatch(/^\P{C}{3,200}$/u);
  return outcome.reason;
}

describe('what arrives', () => {
  let server: MailServer;
  let sender: MailTransport;
  beforeEach(async () => {
    server = await startMailServer();
    sender = transport({ smtpUrl: `smtp://localhost:${server.port}` });
  });
  const send = async (changes: Partial<Mail> = {}) => {
    expect(await sender.send(mail(changes))).toEqual({ sent: true });
    const delivery = server.deliveries.at(-1);
    if (delivery === undefined) throw new Error('Nothing arrived.');
    return delivery;
  };

  test('is the mail as it was given, to the one reader', async () => {
    const { from, to, mail: got } = await send();
    expect([from, to]).toEqual(['mentoring@example.edu', ['mira@example.edu']]);
    expect(got).toMatchObject({
      subject: 'Tomorrow 16:00: CV review',
      from: { address: 'mentoring@example.edu', name: 'Mentoring' },
      to: [{ address: 'mira@example.edu', name: 'Mira Okafor' }],
      messageId: '<message-1@example.edu>',
      attachments: [],
    });
    expect(got.text?.trimEnd()).toBe(mail().text);
    expect(got.html?.trimEnd()).toBe(mail().html);
    const header = (key: string) => got.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('content-type')).toMatch(/^multipart\/alternative/);
    expect(header('x-mailer')).toBeUndefined();
  });

  test('has the same Message-ID at each try', async () => {
    await send();
    await send();
    expect(server.deliveries.map((one) => one.mail.messageId)).toEqual([mail().messageId, mail().messageId]);
  });

  test.each(['REQUEST', 'CANCEL'] as const)(
    'has an invitation as an alternative by its method, %s, and as a file',
    async (method) => {
      const content = calendar.replace('REQUEST', method);
      // postal-mime ends the lines of a text as its own machine does.
      const read = content.replaceAll('\r\n', '\n');
      const { raw, mail: got } = await send({ invitation: { method, content } });
      expect(raw).toMatch(
        new RegExp(`^Content-Type: text/calendar; charset=utf-8; method=${method}\\r$`, 'm'),
      );
      expect(got.attachments).toMatchObject([
        { mimeType: 'text/calendar', method, disposition: null, content: read },
        { mimeType: 'application/ics', filename: 'invite.ics', disposition: 'attachment', content: read },
      ]);
      expect(raw.replaceAll('\r\n', '')).toContain(Buffer.from(content).toString('base64'));
      // Programs show the last alternative that they know, and the invitation knows more than the text.
      const types = [...raw.matchAll(/^Content-Type: ([\w/]+)/gm)].map(([, type]) => type);
      expect(types).toEqual([
        'multipart/mixed',
        'multipart/alternative',
        'text/plain',
        'text/html',
        'text/calendar',
        'application/ics',
      ]);
    },
  );

  test.each([
    'Okafor, Mira',
    'Mira "Mimi" Okafor',
    'Mira <eve@example.org>',
    'mira@example.org, eve@example.org',
    'Mira; Eve: <eve@example.org>;',
    'מירה \u200fאוקאפור',
    'مِيرا \u202eOkafor',
    'Mira\r\nBcc: eve@example.org',
    'Mira\nSubject: Forged',
    '=?utf-8?q?Eve?=',
    '米拉',
    'M'.repeat(200),
  ])('has the name %j as a name, and nobody else', async (name) => {
    const { to, mail: got, raw } = await send({ to: { address: 'mira@example.edu', name } });
    expect(to).toEqual(['mira@example.edu']);
    const shown = name.replace(/[\r\n]+/g, ' ').replace('=?', '= ?');
    expect(got.to).toEqual([{ address: 'mira@example.edu', name: shown }]);
    expect([got.cc, got.bcc]).toEqual([undefined, undefined]);
    expect(raw).not.toMatch(/^(Bcc|Subject: Forged)/im);
  });

  test('is no other mail by a line end in its subject, a header or the sender', async () => {
    const forged = '\r\nBcc: eve@example.org\r\n\r\nForged';
    const {
      to,
      raw,
      mail: got,
    } = await send({
      subject: `Hello${forged}`,
      from: { address: 'mentoring@example.edu', name: `Mentoring${forged}` },
      headers: { 'List-Unsubscribe': `<https://slots.example.edu/u>${forged}` },
    });
    expect(to).toEqual(['mira@example.edu']);
    expect(raw).not.toMatch(/^(Bcc|Forged)/im);
    expect(got.bcc).toBeUndefined();
    expect(got.text?.trimEnd()).toBe(mail().text);
  });

  test('is never a file or an answer of another server', async () => {
    const { mail: got } = await send({ text: '/etc/hostname', html: 'https://127.0.0.1/', subject: 'a.txt' });
    expect([got.text?.trimEnd(), got.html?.trimEnd()]).toEqual(['/etc/hostname', 'https://127.0.0.1/']);
  });

  test('goes to an address beyond ASCII, with its domain as DNS knows it', async () => {
    const { raw } = await send({ to: { address: 'mira@bücher.example' } });
    expect(raw).toMatch(/^To: mira@xn--bcher-kva\.example\r$/m);
    expect((await send({ to: { address: 'jürgen@example.edu' } })).to).toEqual(['jürgen@example.edu']);
  });

  test('goes over connections that are kept', async () => {
    for (const _ of [1, 2, 3]) await send();
    expect(server.opened).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => send()));
    expect(server.opened).toBeLessThanOrEqual(5);
    expect(server.deliveries).toHaveLength(23);
  });

  test.each([
    '',
    'mira',
    '@example.edu',
    'mira@',
    'mira@@example.edu',
    'mira@example.edu, eve@example.org',
    'mira@example.edu\r\nRCPT TO:<eve@example.org>',
    'mira@example.edu\0',
    'mira\u200b@example.edu',
    'Mira <mira@example.edu>',
    'mira okafor@example.edu',
    '"mira"@example.edu',
    'mira@[127.0.0.1]',
    `${'m'.repeat(250)}@example.edu`,
  ])('is nothing where %j is no address', async (address) => {
    expect(await sender.send(mail({ to: { address } }))).toEqual({
      sent: false,
      reason: 'no address',
      isFinal: true,
    });
    expect(server.opened).toBe(0);
  });
});

describe('encryption and login', () => {
  const start = (certificate: Certificate, options: object = {}) =>
    startMailServer({ key: certificate.key, cert: certificate.cert, ...options });

  test('STARTTLS is used where it is offered', async () => {
    const certificate = makeCertificate();
    const server = await start(certificate);
    const { ca } = certificate;
    expect(await transport({ smtpUrl: `smtp://localhost:${server.port}`, ca }).send(mail())).toEqual({
      sent: true,
    });
    const smtpUrl = `smtp://${withLogin}localhost:${server.port}`;
    expect(await transport({ smtpUrl, ca }).send(mail())).toEqual({ sent: true });
    expect(server.deliveries).toMatchObject([{ encrypted: true }, { encrypted: true, user: account.user }]);
  });

  test('smtps:// is encrypted from the start', async () => {
    const certificate = makeCertificate();
    const server = await start(certificate, { secure: true });
    const smtpUrl = `smtps://${withLogin}localhost:${server.port}`;
    expect(await transport({ smtpUrl, ca: certificate.ca }).send(mail())).toEqual({ sent: true });
    expect(server.deliveries).toMatchObject([{ encrypted: true, user: account.user }]);
  });

  test.each([
    ['of an authority that nobody trusts', undefined, 'localhost', /certificate/],
    ['for another host', 'own', 'mail.example.edu', /altnames/],
  ])('a certificate %s is refused before anything is said', async (_, trust, host, why) => {
    const certificate = makeCertificate(host);
    const ca = trust === 'own' ? { ca: certificate.ca } : {};
    const implicit = await start(certificate, { secure: true });
    const upgraded = await start(certificate);
    for (const smtpUrl of [
      `smtps://localhost:${implicit.port}`,
      `smtp://${withLogin}localhost:${upgraded.port}`,
    ]) {
      expect(reasonOf(await transport({ smtpUrl, ...ca }).send(mail())), smtpUrl).toMatch(why);
    }
    expect([...implicit.deliveries, ...upgraded.deliveries]).toEqual([]);
  });

  test('on this machine, without a password, any certificate will do: without encryption it would go as well', async () => {
    const server = await start(makeCertificate('mail.example.edu'));
    const sender = transport({ smtpUrl: `smtp://127.0.0.1:${server.port}` });
    expect(await sender.send(mail())).toEqual({ sent: true });
    expect(server.deliveries).toMatchObject([{ encrypted: true }]);
  });

  /** This machine by an address that is not known as its own: as far away as any other. */
  const far = '[::ffff:127.0.0.1]';

  test('to another machine no password goes without encryption, even if the server offers none', async () => {
    const server = await startMailServer({ disabledCommands: ['STARTTLS'] });
    const outcome = await transport({ smtpUrl: `smtp://${withLogin}${far}:${server.port}` }).send(mail());
    expect(reasonOf(outcome)).toMatch(/STARTTLS/);
    expect(server.logins).toBe(0);
    expect(await transport({ smtpUrl: `smtp://${far}:${server.port}` }).send(mail())).toEqual({ sent: true });
  });

  test('of another machine the certificate is checked without a password, too', async () => {
    const server = await start(makeCertificate());
    const outcome = await transport({ smtpUrl: `smtp://${far}:${server.port}` }).send(mail());
    expect(reasonOf(outcome)).toMatch(/certificate/);
    expect(server.deliveries).toEqual([]);
  });

  test('a wrong password is told without it, and tried again later', async () => {
    const server = await startMailServer({ disabledCommands: ['STARTTLS'] });
    const smtpUrl = `smtp://${account.user.replace('@', '%40')}:wr0ng%21@localhost:${server.port}`;
    const outcome = await transport({ smtpUrl }).send(mail());
    expect(outcome).toEqual({
      sent: false,
      reason: 'the mail server refuses the user name or password: 535',
    });
  });

  test('a server that repeats the password to whoever asks does not get it into the reason', async () => {
    const server = await startMailServer({ disabledCommands: ['STARTTLS'] });
    const { user, password } = account;
    const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
    server.conduct = { 'MAIL FROM': `550 no ${password} ${plain} for ${user}` };
    const smtpUrl = `smtp://${withLogin}localhost:${server.port}`;
    const outcome = await transport({ smtpUrl }).send(mail());
    expect(reasonOf(outcome)).toBe('the mail server answers MAIL FROM with 550 no … … for …@example.edu');
  });
});

describe('a server that', () => {
  const soon = { connection: 60_000, greeting: 500, silence: 500, whole: 60_000, farewell: 300 };
  const smtpUrlOf = ({ port }: { port: number }) => `smtp://${withLogin}localhost:${port}`;
  const ways: [Stage, Conduct][] = stages.flatMap((stage): [Stage, Conduct][] =>
    (['450 4.3.2 Try later', '550 5.7.1 Not you, mira@example.edu', 'hang', 'drop'] as const).map((way) => [
      stage,
      way,
    ]),
  );

  test.each(ways)(
    'at %s does "%s" has the mail tried again, and gets it when it accepts',
    async (stage, way) => {
      const server = await startMailServer({ disabledCommands: ['STARTTLS'] });
      server.conduct = { [stage]: way };
      const sender = transport({ smtpUrl: smtpUrlOf(server), ...(way === 'hang' && { bounds: soon }) });
      const outcome = await sender.send(mail());
      const reason = reasonOf(outcome);
      expect(outcome).toEqual({ sent: false, reason });
      if (/^\d/.test(way)) expect(reason).toContain(way.slice(0, 3));
      else expect(reason).toMatch(/^the mail server cannot be used: /);
      expect(reason).not.toContain('mira@');
      // What it had read whole before it fell silent, it may have delivered: so it must not get it twice by one try.
      expect(server.deliveries.length).toBeLessThanOrEqual(stage === 'DATA' ? 1 : 0);

      server.conduct = {};
      await expect.poll(() => sender.send(mail())).toEqual({ sent: true });
      expect(server.deliveries.at(-1)?.mail.messageId).toBe(mail().messageId);
    },
  );

  test.each([
    ['550 5.1.1 No such user', true],
    ['553 5.1.3 Bad address syntax', true],
    ['550 5.1.10 Null MX', true],
    ['550 5.1.8 Bad sender', false],
    ['550 5.7.1 Relaying denied', false],
    ['550 No such user', false],
    ['450 4.1.1 Greylisted', false],
  ] as const)('answers a reader with "%s" is final: %s', async (answer, isFinal) => {
    const server = await startMailServer();
    server.conduct = { 'RCPT TO': answer };
    const outcome = await transport({ smtpUrl: `smtp://localhost:${server.port}` }).send(mail());
    expect(outcome).toEqual({
      sent: false,
      reason: `the mail server answers RCPT TO with ${answer}`,
      ...(isFinal && { isFinal }),
    });
  });

  test('says the same of the sender is not final: that is for the operator to mend', async () => {
    const server = await startMailServer();
    server.conduct = { 'MAIL FROM': '550 5.1.1 No such user' };
    const outcome = await transport({ smtpUrl: `smtp://localhost:${server.port}` }).send(mail());
    expect(outcome).toEqual({ sent: false, reason: reasonOf(outcome) });
  });

  test('talks for long is not told whole', async () => {
    const server = await startMailServer();
    server.conduct = { 'MAIL FROM': `550 ${'no '.repeat(400)}` };
    const outcome = await transport({ smtpUrl: `smtp://localhost:${server.port}` }).send(mail());
    expect(reasonOf(outcome).length).toBeGreaterThan(100);
  });

  test('is away says so', async () => {
    const server = await startMailServer();
    await server.stop();
    const sender = transport({ smtpUrl: `smtp://localhost:${server.port}` });
    expect(reasonOf(await sender.send(mail()))).toMatch(/^the mail server cannot be used: .*ECONNREFUSED/);
  });

  test('lets go of a connection that was kept loses no mail, and gets none twice', async () => {
    const server = await startMailServer();
    const sender = transport({ smtpUrl: `smtp://localhost:${server.port}` });
    for (const count of [1, 2, 3]) {
      expect(await sender.send(mail())).toEqual({ sent: true });
      expect([server.deliveries.length, server.opened]).toEqual([count, count]);
      server.hangUp();
    }
  });

  // Before the first command of SMTP that smtp-server lets one stand in the way of.
  test.each([
    ['says nothing', []],
    ['says nothing after its greeting', ['220 here']],
    ['drips', ['220-here', '220-still']],
    ['offers STARTTLS and says nothing', ['220 here', '250-here\r\n250 STARTTLS']],
    ['begins STARTTLS and says nothing', ['220 here', '250-here\r\n250 STARTTLS', '220 go']],
  ])('%s is left in time', async (_, lines) => {
    const { port } = await silentServer(lines);
    const sender = transport({ smtpUrl: `smtp://localhost:${port}`, bounds: soon });
    expect(reasonOf(await sender.send(mail()))).toMatch(/^the mail server cannot be used: /);
  });

  test('never ends its greeting is left in time', async () => {
    const { port } = await silentServer([], dripping('220-wait'));
    const sender = transport({ smtpUrl: `smtp://localhost:${port}`, bounds: { ...soon, silence: 60_000 } });
    expect(reasonOf(await sender.send(mail()))).toMatch(/^the mail server cannot be used: /);
    // nodemailer's own bound is half a minute.
  }, 20_000);

  test('never says who it is, where encryption comes first, is left in time', async () => {
    const { port } = await silentServer();
    const bounds = { ...soon, connection: 300, greeting: 60_000, silence: 60_000 };
    const sender = transport({ smtpUrl: `smtps://localhost:${port}`, bounds });
    expect(reasonOf(await sender.send(mail()))).toMatch(/^the mail server cannot be used: /);
  });

  test('answers in drops, each in time, is left when the whole takes too long', async () => {
    const server = await silentServer(['220 here'], dripping('250-still here'));
    const bounds = { ...soon, connection: 60_000, greeting: 60_000, silence: 60_000, whole: 400 };
    const sender = transport({ smtpUrl: `smtp://localhost:${server.port}`, bounds });
    expect(reasonOf(await sender.send(mail()))).toBe('not sent within 0.4 s');
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test('serves few at a time keeps those behind it waiting no longer than the whole', async () => {
    const server = await startMailServer();
    server.conduct = { DATA: 'hang' };
    const bounds = { ...soon, silence: 60_000, whole: 400 };
    const sender = transport({ smtpUrl: `smtp://localhost:${server.port}`, bounds });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => sender.send(mail())));
    for (const outcome of outcomes) expect(reasonOf(outcome)).toBe('not sent within 0.4 s');
    server.conduct = {};
    await expect.poll(() => sender.send(mail())).toEqual({ sent: true });
  });
});

describe('closing', () => {
  test('lets what is being sent end, and ends the connections', async () => {
    const server = await startMailServer();
    const sender = createMailTransport({ smtpUrl: `smtp://localhost:${server.port}` });
    const outcomes = Array.from({ length: 5 }, () => sender.send(mail()));
    await expect.poll(() => server.deliveries.length).toBeGreaterThan(0);
    await sender.close();
    const sent = (await Promise.all(outcomes)).filter((outcome) => outcome.sent);
    expect(sent.length).toBe(server.deliveries.length);
    await expect.poll(() => server.open).toBe(0);
    expect(reasonOf(await sender.send(mail()))).toMatch(/closed/);
  });

  test('cuts off what does not end', async () => {
    const server = await startMailServer();
    server.conduct = { DATA: 'hang' };
    const sender = createMailTransport({
      smtpUrl: `smtp://localhost:${server.port}`,
      bounds: { farewell: 50 },
    });
    const outcome = sender.send(mail());
    await expect.poll(() => server.deliveries.length).toBe(1);
    await sender.close();
    reasonOf(await outcome);
    await expect.poll(() => server.open).toBe(0);
    // Without being cut off it would end only once the server's silence is too long.
  }, 30_000);
});

/** Says this again and again. */
function dripping(line: string) {
  return (socket: Socket) => {
    const timer = setInterval(() => socket.write(`${line}\r\n`), 50);
    socket.once('close', () => clearInterval(timer));
  };
}

/** One that answers each line of the client with the next of these, then nothing, or by `then`. Ended with the test. */
async function silentServer(lines: readonly string[] = [], then: (socket: Socket) => void = () => {}) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const rest = [...lines];
    const next = () => {
      const line = rest.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
      if (rest.length === 0) then(socket);
    };
    next();
    socket.on('data', next);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}
