/** Makes the service answer a visit well, badly or not at all: a sound service shows no faults by itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Service } from './state.ts';
import { answerOpenSlots } from './visit-sessions.ts';
import type { Visit } from './visits.ts';

const fault = JSON.stringify({
  type: 'about:blank',
  title: 'Internal Server Error',
  status: 500,
  detail: 'Something went wrong on our side.',
  code: 'internal_error',
  requestId: '0b7c1f52-6a0e-4b7e-9a55-3d1c2f8e4a10',
});

const noMore = JSON.stringify({
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  detail: 'The waiting list of this session takes nobody more.',
  code: 'waitlist_full',
});

/** The connections of each visit, which are cut when the network goes away. */
const sockets = new WeakMap<Visit, Set<Duplex>>();

/** Takes over a request that this visit's service does not answer well, or passes it on. */
export function answerVisit(
  visit: Visit,
  service: FastifyInstance,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const becomes = /^\/becomes\/(\w+)$/.exec(path)?.[1];
  if (becomes) {
    visit.service = becomes as Service;
    if (becomes !== 'well') for (const socket of sockets.get(visit) ?? []) socket.destroy();
    response.writeHead(204).end();
    return;
  }
  if (path === '/meanwhile') {
    visit
      .meanwhile()
      .then(() => response.writeHead(204).end())
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
    return;
  }
  const { answer } = visit.state;
  const isMeant =
    answer && request.url?.startsWith(answer.path) && (answer.method ?? request.method) === request.method;
  const like = isMeant ? answer.like : null;
  // Read as text, not run: the element asks whether it is still the one that is served.
  const isCompared = path === '/mentor-slots.js' && request.headers['sec-fetch-dest'] === 'empty';
  if (answer?.like === 'updated' && isCompared) response.end('export {};');
  else if (!path.startsWith('/api/') && like === null) service.routing(request, response);
  else if (like === 'file-missing' || like === 'updated') response.writeHead(404).end();
  else if (visit.service === 'never' || like === 'never') return;
  else if (visit.service === 'away') request.socket.destroy();
  else if (visit.service === 'badly' || like === 'badly') {
    request.resume();
    response.writeHead(500, { 'content-type': 'application/problem+json' }).end(fault);
  } else if (like === 'no-more') {
    request.resume();
    response.writeHead(409, { 'content-type': 'application/problem+json' }).end(noMore);
  } else if (like === 'too-late') void overtake(visit, service, request, response);
  else if (path === '/api/slots/open') void answerOpenSlots(visit, service, request, response);
  else service.routing(request, response);
}

/** Keeps the WebSocket from opening unless the visit's service is well; returns whether it did. */
export function shake(visit: Visit, socket: Duplex): boolean {
  if (visit.service === 'well') {
    const mine = sockets.get(visit) ?? new Set();
    sockets.set(visit, mine.add(socket));
    return false;
  }
  if (visit.service !== 'never') socket.destroy();
  return true;
}

/** Lets somebody else take the seat a moment earlier. */
async function overtake(
  visit: Visit,
  service: FastifyInstance,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const payload = Buffer.concat(chunks);
  const ask = async (authorization: string, url = request.url ?? '', body: Buffer | object = payload) =>
    service.inject({
      method: 'POST',
      url,
      headers: { authorization, 'content-type': 'application/json' },
      payload: body,
    });
  const { slotId } = JSON.parse(payload.toString());
  await ask(`Bearer ${await visit.people.token('other')}`, '/api/slots/book', { slotId });
  const answer = await ask(request.headers.authorization ?? '');
  response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
  response.end(answer.rawPayload);
}
