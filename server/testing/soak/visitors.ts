/** Visitors as a portal has them all day, each on connections of their own: pages that come and go, lists, bookings, and what is wrong. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { signToken, wallTime } from '../service.ts';

const alumni = Array.from({ length: 10 }, (_, index) => `alumna ${index}`);
const students = Array.from({ length: 100 }, (_, index) => `student ${index}`);

export interface Visitors {
  /** Publishes what the others look at. */
  open(): Promise<void>;
  /** So many a second come for so long; resolves when all of them have gone. Tells how many came. */
  come(perSecond: number, ms: number): Promise<number>;
  /** Answers that were a fault of the service, in short. */
  faults: string[];
}

export function visitorsOf(url: string, random: () => number): Visitors {
  const { hostname, port } = new URL(url);
  const any = <One>(list: readonly One[]) => list[Math.floor(random() * list.length)] as One;
  const tokenOf = (sub: string, role: string) => signToken({ sub, role, name: `${sub} (name)` });
  const slots: string[] = [];
  const faults: string[] = [];
  let published = 0;

  /** One request on a connection of its own. */
  async function ask(
    method: string,
    path: string,
    { token, body, headers = {} }: { token?: string; body?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: string; etag: string }> {
    const asked = httpRequest(url + path, {
      method,
      agent: false,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    asked.end(body);
    const [response] = await once(asked, 'response');
    let text = '';
    for await (const part of response.setEncoding('utf8')) text += part;
    const status: number = response.statusCode;
    if (status >= 500) faults.push(`${status} ${method} ${path}: ${text.slice(0, 200)}`);
    return { status, body: text, etag: response.headers.etag ?? '' };
  }

  const post = (path: string, sub: string, role: string, body: object) =>
    ask('POST', path, { token: tokenOf(sub, role), body: JSON.stringify(body) });

  async function publish(owner: string): Promise<string> {
    published += 1;
    const time = wallTime(Date.now() + (24 + (published % 4000)) * 3_600_000);
    const answer = await post('/api/slots', owner, 'alumni', { ...time, maxParticipants: 3 });
    return answer.status === 201 ? JSON.parse(answer.body).id : '';
  }

  async function open(page: WebSocket): Promise<boolean> {
    page.on('error', () => {});
    return once(page, 'open').then(
      () => true,
      () => false,
    );
  }

  const feed = `${url.replace('http', 'ws')}/api/slots/feed`;
  const visits: (() => Promise<unknown>)[] = [
    async function watches() {
      const page = new WebSocket(feed);
      if (!(await open(page))) return;
      page.send(JSON.stringify({ type: 'subscribe', alumniIds: [any(alumni), any(alumni)] }));
      if (random() < 0.5)
        page.send(JSON.stringify({ type: 'authenticate', token: tokenOf(any(students), 'student') }));
      await delay(200 + random() * 1500);
      if (random() < 0.5) page.close();
      else page.terminate();
    },
    async function sendsNonsense() {
      const page = new WebSocket(feed);
      if (!(await open(page))) return;
      page.send(any(['{', 'null', '{"type":"subscribe"}', '{"type":"authenticate","token":"x"}', '\u0000']));
      await delay(random() * 300);
      page.terminate();
    },
    async function lists() {
      const path = `/api/slots/alumni/${encodeURIComponent(any(alumni))}`;
      const { etag } = await ask('GET', path);
      await ask('GET', path, { headers: { 'if-none-match': etag } });
    },
    async function booksAndCancels() {
      const student = any(students);
      const slotId = any(slots);
      const booked = await post('/api/slots/book', student, 'student', { slotId });
      if (booked.status === 409) await post('/api/slots/waitlist', student, 'student', { slotId });
      await post('/api/slots/cancel', student, 'student', { slotId });
      await ask('GET', '/api/slots/my-bookings', { token: tokenOf(student, 'student') });
    },
    async function publishesAndDeletes() {
      const owner = any(alumni);
      const id = await publish(owner);
      if (id !== '') await ask('DELETE', `/api/slots/${id}`, { token: tokenOf(owner, 'alumni') });
    },
    async function asksWrongly() {
      await ask('GET', '/nowhere');
      await ask('POST', '/api/slots/book', { token: 'none', body: '{}' });
      await ask('POST', '/api/slots/book', { token: tokenOf(any(students), 'student'), body: '{"slotId":' });
      await ask('GET', `/api/slots/${encodeURIComponent("' OR 1=1")}`);
    },
    async function hangsUp() {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect').catch(() => {});
      socket.write(
        any(['GET / HTTP/1.1\r\n', 'POST /api/slots/book HTTP/1.1\r\nhost: x\r\n', '\u0016\u0003']),
      );
      await delay(random() * 300);
      socket.destroy();
    },
  ];

  return {
    faults,
    async open() {
      for (const owner of alumni) for (let count = 0; count < 4; count += 1) slots.push(await publish(owner));
    },
    async come(perSecond, ms) {
      const began = performance.now();
      const there = new Set<Promise<unknown>>();
      let came = 0;
      for (; performance.now() - began < ms; came += 1) {
        const visit = any(visits)().catch((error: Error) => faults.push(`no answer: ${error.message}`));
        there.add(visit);
        visit.finally(() => there.delete(visit));
        await delay(Math.max(0, began + ((came + 1) * 1000) / perSecond - performance.now()));
      }
      await Promise.all(there);
      return came;
    },
  };
}
