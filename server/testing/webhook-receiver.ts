/** A real receiver of webhooks, which compares signatures by the library of the standard. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';
import { testWebhookSecret } from './service.ts';

interface WebhookEvent {
  /** By the header: the same each time that it is tried again. */
  id: string;
  type: string;
  timestamp: string;
  data: Record<string, unknown> & { id: string; slot?: Record<string, unknown> };
}

export interface WebhookReceiver {
  /** For the service that is to send there. */
  env: { WEBHOOK_URL: string; WEBHOOK_SECRET: string };
  /** What it accepted, in the order in which it came. */
  events: WebhookEvent[];
  /** The status of its next answers. */
  answer: number;
}

/** Listens on a free port and accepts with 204; what is not signed as it must be is 401. Closed with the test. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const secret = testWebhookSecret;
  const webhook = new Webhook(secret);
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const id = String(request.headers['webhook-id']);
    // By the time that it names: the service of a test has a clock of its own.
    const signedAt = new Date(1000 * Number(request.headers['webhook-timestamp']));
    const isSigned = request.headers['webhook-signature'] === webhook.sign(id, signedAt, body);
    const status = isSigned ? receiver.answer : 401;
    if (status < 300) receiver.events.push({ ...(JSON.parse(body) as WebhookEvent), id });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    env: { WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: secret },
    events: [],
    answer: 204,
  };
  return receiver;
}
