/**
 * 300 students in one lecture hall open the page at once, behind one address, with the limits as they are by default: each reads the list, opens the
 * socket, says who they are, follows the mentor and books. Until each has a seat and has heard of it over their socket.
 */
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { openDatabase } from '../server/dist/db/open-database.js';
import { getRequest, openCaller, postRequest } from './http-client.ts';
import { startNode } from './node.ts';
import { nextFrame } from './page.ts';
import { type Row, rowOf } from './row.ts';
import { signToken } from './tokens.ts';
import { settle, studentId } from './world.ts';

const students = 300;
const defaults = { RATE_LIMIT: '120', ADDRESS_RATE_LIMIT: '3000' };

export async function measureCampus(folder: string): Promise<Row[]> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const url = `sqlite:${join(folder, `campus-${round}.db`)}`;
    const database = await openDatabase(url);
    await settle(database);
    await database.close();
    const node = await startNode(url, defaults);
    const since = performance.now();
    const leave = await Promise.all(Array.from({ length: students }, (_, index) => arrive(node.url, index)));
    times.push((performance.now() - since) / 1000);
    for (const one of leave) one();
    await node.stop();
  }
  return [rowOf('campus', times)];
}

/** What one page does until it is live and its student has a seat. */
async function arrive(url: string, index: number): Promise<() => void> {
  const token = signToken(studentId(index));
  const caller = await openCaller(url);
  const ask = async (request: string, expected: number) => {
    const status = await caller.ask(request);
    if (status !== expected) throw new Error(`Student ${index} was answered ${status}`);
  };
  await ask(getRequest('/api/slots/alumni/ada', { authorization: `Bearer ${token}` }), 200);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`);
  const closed = new Promise<never>((_, reject) => {
    socket.on('close', (code) => reject(new Error(`The socket of student ${index} was closed with ${code}`)));
  });
  closed.catch(() => {});
  const hear = (type: string) => Promise.race([nextFrame(socket, type), closed]);
  await hear('hello');
  const known = Promise.all([hear('authenticated'), hear('snapshot')]);
  socket.send(JSON.stringify({ type: 'authenticate', token }));
  socket.send(JSON.stringify({ type: 'subscribe', alumniIds: ['ada'] }));
  await known;
  const told = hear('booking_updated');
  await ask(postRequest('/api/slots/book', token, { slotId: `slot-${index % 20}` }), 201);
  await told;
  return () => {
    socket.terminate();
    caller.close();
  };
}
