/** Of everybody's sessions a visit sees those of its own people: the others are other visits'. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlotList } from '@mentor-slots/contract';
import type { FastifyInstance } from 'fastify';
import type { Visit } from './visits.ts';

/** Answers `GET /api/slots/open` in pages of what is left; the cursor is how many came before. */
export async function answerOpenSlots(
  { people }: Visit,
  service: FastifyInstance,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
  const [start, limit] = [Number(query.get('cursor')), Number(query.get('limit') ?? 50)];
  query.set('limit', '100');
  query.delete('cursor');
  const { authorization } = request.headers;
  const slots: SlotList['slots'] = [];
  let page: SlotList;
  do {
    const url = `${pathname}?${query}`;
    const answer = await service.inject({ url, headers: authorization ? { authorization } : {} });
    if (answer.statusCode !== 200) {
      response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
      response.end(answer.rawPayload);
      return;
    }
    page = answer.json();
    slots.push(...page.slots.filter(({ alumniId }) => people.has(alumniId)));
    query.set('cursor', page.nextCursor ?? '');
  } while (page.nextCursor);
  const end = start + limit;
  const list: SlotList = {
    slots: slots.slice(start, end),
    ...(slots.length > end && { nextCursor: String(end) }),
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list));
}
