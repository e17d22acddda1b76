/** Bookings a second over HTTP, against a bare Fastify, and against the same app without a database behind it. */
import { startChild } from './child.ts';
import { asking, getRequest, openCallers, postRequest } from './http-client.ts';
import type { Services } from './http-services.ts';
import { compare } from './measure.ts';
import { type Row, row } from './row.ts';
import { pairs } from './world.ts';

const options = { rounds: 7, count: 2000 };

export async function measureHttpBookings(folder: string): Promise<Row[]> {
  const child = await startChild<Services>('http-services.ts', folder);
  const { service, bare, withoutDatabase, tokens } = child.told;
  const [callers, bareCallers, appCallers] = await Promise.all(
    [service, bare, withoutDatabase].map((url) => openCallers(url, 64)),
  );
  if (!callers || !bareCallers || !appCallers) throw new Error('Three services have callers');

  const next = pairs(tokens.length);
  let turn = 0;
  const anyToken = () => tokens[turn++ % tokens.length] ?? '';
  const booking = () => {
    const { slotId, student } = next();
    return postRequest('/api/slots/book', tokens[student] ?? '', { slotId });
  };
  const constant = () => postRequest('/api/slots/book', anyToken(), { slotId: 'slot-0' });
  const list = () => getRequest('/api/slots/alumni/ada', { authorization: `Bearer ${anyToken()}` });

  // The service records a person on their first call; that is not part of a booking's cost.
  await asking(callers, list, 200)(tokens.length);
  const own = asking(callers, booking, 201);
  const beside = await compare(own, asking(bareCallers, constant, 201), { ...options, baseCount: 4000 });
  const without = await compare(own, asking(appCallers, constant, 201), options);
  for (const caller of [...callers, ...bareCallers, ...appCallers]) caller.close();
  await child.stop();
  return [row('bookingsOverHttp', beside), row('bookingsWithoutDatabase', without)];
}
