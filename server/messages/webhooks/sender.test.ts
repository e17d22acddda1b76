/** A receiver of webhooks as it fares in the world. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeCertificate } from '../../testing/certificates.ts';
import type { Outcome } from '../outcome.ts';
import { createWebhookSender, type WebhookBounds, type WebhookSender } from './sender.ts';

const secret = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
const message = {
  id: 'message-1',
  body: JSON.stringify({ type: 'booking.created', data: { note: 'Grüße — 米拉' } }),
};

interface Receiver {
  url: string;
  got: { path: string | undefined; method: string | undefined; headers: IncomingHttpHeaders; body: string }[];
  /** How many connections were opened, and how many of them ended. */
  opened: number;
  ended: number;
}

/** Answers each request by `answer`, once it came whole. Ended with the test. */
async function startReceiver(
  answer: RequestListener = (_, response) => response.end(),
  certificate?: { key: string; cert: string },
): Promise<Receiver> {
  const onRequest: RequestListener = async (request, response) => {
    const { url: path, method, headers } = request;
    receiver.got.push({ path, method, headers, body: await text(request) });
    answer(request, response);
  };
  const server = certificate ? createSecureServer(certificate, onRequest) : createServer(onRequest);
  const receiver: Receiver = { url: '', got: [], opened: 0, ended: 0 };
  server.on('connection', (socket) => {
    receiver.opened += 1;
    socket.once('close', () => {
      receiver.ended += 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = (server as Server).address() as AddressInfo;
  receiver.url = certificate
    ? `https://localhost:${port}/hook?token=hidden`
    : `http://127.0.0.1:${port}/hook?token=hidden`;
  return receiver;
}

/** Closed with the test. */
function sender(url: string, bounds: Partial<WebhookBounds> = {}, clock = Date.now): WebhookSender {
  const made = createWebhookSender({ url, secret, clock, bounds });
  onTestFinished(() => made.close());
  return made;
}

function reasonOf(outcome: Outcome): string {
  if (outcome.sent) throw new Error('It was sent.');
  expect(outcome.isFinal).toBeUndefined();
  expect(outcome.reason).not.toMatch(/hidden|\n/);
  return outcome.reason;
}

const headersOf = (headers: IncomingHttpHeaders) => headers as Record<string, string>;

test('what arrives is verified by the library, to the letter', async () => {
  const receiver = await startReceiver();
  expect(await sender(receiver.url).send(message)).toEqual({ sent: true });
  const [got] = receiver.got;
  expect(got).toMatchObject({
    method: 'POST',
    path: '/hook?token=hidden',
    body: message.body,
    headers: { 'content-type': 'application/json', 'webhook-id': message.id },
  });
  const { body = '', headers = {} } = got ?? {};
  expect(new Webhook(secret).verify(body, headersOf(headers))).toEqual(JSON.parse(message.body));
  const other = new Webhook(`whsec_${Buffer.alloc(32, 'x').toString('base64')}`);
  expect(() => other.verify(body, headersOf(headers))).toThrow('No matching signature');
  expect(() => new Webhook(secret).verify(`${body} `, headersOf(headers))).toThrow('No matching signature');
});

test('each try has the same id and is signed by the time that it is then', async () => {
  let status = 503;
  const receiver = await startReceiver((_, response) => response.writeHead(status).end());
  let now = Date.now() - 3_600_000;
  const { send } = sender(receiver.url, {}, () => now);
  reasonOf(await send(message));
  status = 200;
  now += 3_600_000;
  expect(await send(message)).toEqual({ sent: true });
  const [first, second] = receiver.got;
  expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  const verify = (got = first) => new Webhook(secret).verify(got?.body ?? '', headersOf(got?.headers ?? {}));
  expect(() => verify(first)).toThrow('too old');
  expect(verify(second)).toEqual(JSON.parse(message.body));
});

describe('an answer', () => {
  test.each([200, 201, 202, 204, 299])('%i is success', async (status) => {
    const receiver = await startReceiver((_, response) => response.writeHead(status).end());
    expect(await sender(receiver.url).send(message)).toEqual({ sent: true });
  });

  test('410 is final', async () => {
    const receiver = await startReceiver((_, response) => response.writeHead(410).end('gone'));
    expect(await sender(receiver.url).send(message)).toEqual({
      sent: false,
      reason: 'the receiver answers 410',
      isFinal: true,
    });
  });

  test.each([400, 401, 404, 409, 422, 429, 500, 502, 503])(
    '%i is tried again, without its words',
    async (status) => {
      const receiver = await startReceiver((_, response) => response.writeHead(status).end('hidden'));
      expect(reasonOf(await sender(receiver.url).send(message))).toBe(`the receiver answers ${status}`);
    },
  );

  test.each([301, 302, 303, 307, 308])('%i leads nowhere', async (status) => {
    const elsewhere = await startReceiver();
    const receiver = await startReceiver((_, response) =>
      response.writeHead(status, { location: elsewhere.url }).end(),
    );
    const outcome = await sender(receiver.url).send(message);
    expect(reasonOf(outcome)).toBe(`the receiver answers ${status}, and no redirect is followed`);
    expect([receiver.got.length, elsewhere.got.length]).toEqual([1, 0]);
  });

  test.each([
    ['that grows', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)],
    [
      'that is not what its headers say',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    ],
    [
      'that breaks off',
      (response) => response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    ],
    ['that drips', (response) => response.write('x')],
  ] as [string, (response: Parameters<RequestListener>[1]) => unknown][])(
    '2xx %s is success, and its rest is left',
    async (_, answer) => {
      const receiver = await startReceiver((_request, response) => {
        response.on('error', () => {});
        answer(response);
      });
      expect(await sender(receiver.url, { answer: 5000 }).send(message)).toEqual({ sent: true });
    },
  );

  test('2xx without an end is success, and is not read on', async () => {
    let poured = 0;
    const receiver = await startReceiver((_, response) => {
      const chunk = 'x'.repeat(65_536);
      const pour = () => {
        do poured += chunk.length;
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour).on('error', () => {});
      pour();
    });
    expect(await sender(receiver.url).send(message)).toEqual({ sent: true });
    await expect.poll(() => receiver.ended).toBe(1);
    // What lies between the two on its way, and no more.
    expect(poured).toBeLessThan(32_000_000);
  });

  test('has its connection used again', async () => {
    const receiver = await startReceiver((_, response) => response.end('{"ok":true}'));
    const { send } = sender(receiver.url);
    for (let count = 0; count < 20; count += 1) expect(await send(message)).toEqual({ sent: true });
    // Whether one is free again as soon as its answer was read is up to Node.js.
    expect(receiver.opened).toBeLessThan(10);
  });
});

describe('no answer is tried again, and told by its code:', () => {
  test('nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const outcome = await sender(`http://127.0.0.1:${port}/hidden`).send(message);
    expect(reasonOf(outcome)).toBe('the receiver cannot be reached: ECONNREFUSED');
  });

  test('it hangs', async () => {
    const receiver = await startReceiver(() => {});
    const outcome = await sender(receiver.url, { answer: 300 }).send(message);
    expect(reasonOf(outcome)).toBe('no answer within 0.3 s');
    await expect.poll(() => receiver.ended).toBe(1);
  });

  test('it hangs up', async () => {
    const receiver = await startReceiver((request) => request.socket.destroy());
    expect(reasonOf(await sender(receiver.url).send(message))).toMatch(
      /^the receiver cannot be reached: [A-Z_]+$/,
    );
    expect(receiver.got).toHaveLength(1);
  });

  test('it speaks something else', async () => {
    const receiver = await startReceiver((_, response) => response.socket?.end('hidden\r\n\r\n'));
    expect(reasonOf(await sender(receiver.url).send(message))).toMatch(/cannot be reached: HPE_[A-Z_]+$/);
  });

  test('its certificate is of an authority that nobody trusts', async () => {
    const receiver = await startReceiver(undefined, makeCertificate());
    expect(reasonOf(await sender(receiver.url).send(message))).toMatch(
      /cannot be reached: [A-Z_]*CERT[A-Z_]*$/,
    );
    expect(receiver.got).toEqual([]);
  });
});

describe('closing', () => {
  test('lets what is being sent end', async () => {
    const receiver = await startReceiver((_, response) => setTimeout(() => response.end(), 100));
    const made = createWebhookSender({ url: receiver.url, secret, clock: Date.now });
    const outcome = made.send(message);
    await expect.poll(() => receiver.got.length).toBe(1);
    await made.close();
    expect(await outcome).toEqual({ sent: true });
    expect(reasonOf(await made.send(message))).toBe('the service stops');
    expect(receiver.got).toHaveLength(1);
  });

  test('cuts off what does not end', async () => {
    const receiver = await startReceiver(() => {});
    const made = createWebhookSender({
      url: receiver.url,
      secret,
      clock: Date.now,
      bounds: { farewell: 50 },
    });
    const outcome = made.send(message);
    await expect.poll(() => receiver.got.length).toBe(1);
    await made.close();
    expect(reasonOf(await outcome)).toBe('the service stops');
    await expect.poll(() => receiver.ended).toBe(1);
  });
});

const bomb = gzipSync(Buffer.alloc(50_000_000));
