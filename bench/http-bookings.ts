/** Over HTTP: bookings and lists a second, against the same app without a database behind it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { getRequest, type HttpCaller, openCaller, postRequest } from './http-client.ts';
import type { Services } from './http-services.ts';
import { byCallers, type Comparison, compare, type Run } from './measure.ts';
import { pairs } from './world.ts';

export async function compareHttp(
  folder: string,
  options: { callers: number; rounds: number; count: number },
): Promise<{ bookings: Comparison; lists: Comparison }> {
  const child = fork(fileURLToPath(new URL('http-services.ts', import.meta.url)), [folder]);
  const [{ service, withoutDatabase, tokens }] = (await once(child, 'message')) as [Services];
  const callers = await openCallers(service, options.callers);
  const baseCallers = await openCallers(withoutDatabase, options.callers);

  const next = pairs(tokens.length);
  let turn = 0;
  const anyToken = () => tokens[turn++ % tokens.length] ?? '';
  const booking = () => {
    const { slotId, student } = next();
    return postRequest('/api/slots/book', tokens[student] ?? '', { slotId });
  };
  const constant = () => postRequest('/api/slots/book', anyToken(), { slotId: 'slot-0' });
  const list = () => getRequest('/api/slots/alumni/ada', anyToken());

  // The service records a person on their first call; that is not part of a booking's cost.
  await asking(callers, list, 200)(tokens.length);
  const base = asking(baseCallers, constant, 201);
  const bookings = await compare(asking(callers, booking, 201), base, options);
  const lists = await compare(asking(callers, list, 200), base, options);
  for (const caller of [...callers, ...baseCallers]) caller.close();
  child.disconnect();
  await once(child, 'exit');
  return { bookings, lists };
}

/** So many sockets to a service. */
export function openCallers(url: string, count: number): Promise<HttpCaller[]> {
  return Promise.all(Array.from({ length: count }, () => openCaller(url)));
}

/** Makes requests at all of these sockets at once, each of which must be answered so. */
export function asking(callers: HttpCaller[], request: () => string, expected: number): Run {
  const free = [...callers];
  return (count) =>
    byCallers(callers.length, count, async () => {
      const caller = free.pop();
      if (caller === undefined) throw new Error('More askers than sockets');
      const status = await caller.ask(request());
      if (status !== expected) throw new Error(`Answered ${status}, not ${expected}`);
      free.push(caller);
    });
}
