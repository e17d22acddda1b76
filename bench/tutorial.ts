/** Durable bookings over HTTP beside a server that is written as tutorials have it: same database, same disk, same callers. */
import { join } from 'node:path';
import { installBeside } from './bundle.ts';
import { startChild } from './child.ts';
import { asking, getRequest, openCallers, postRequest } from './http-client.ts';
import type { Services } from './http-services.ts';
import { compare } from './measure.ts';
import { type Row, row } from './row.ts';
import { secret } from './tokens.ts';
import { pairs } from './world.ts';

export async function measureTutorial(folder: string): Promise<Row[]> {
  await installBeside('tutorial');
  const service = await startChild<Services>('http-services.ts', folder);
  const other = await startChild<string>('tutorial/server.js', join(folder, 'tutorial.db'), secret);
  const { tokens } = service.told;
  const [callers, otherCallers] = [
    await openCallers(service.told.service, 64),
    await openCallers(other.told, 64),
  ];
  const booking = () => {
    const next = pairs(tokens.length);
    return () => {
      const { slotId, student } = next();
      return postRequest('/api/slots/book', tokens[student] ?? '', { slotId });
    };
  };
  let turn = 0;
  const list = () =>
    getRequest('/api/slots/alumni/ada', { authorization: `Bearer ${tokens[turn++ % tokens.length]}` });
  // The service records a person on their first call; that is not part of a booking's cost.
  await asking(callers, list, 200)(tokens.length);
  const result = await compare(asking(callers, booking(), 201), asking(otherCallers, booking(), 201), {
    rounds: 7,
    count: 2000,
    baseCount: 800,
  });
  for (const caller of [...callers, ...otherCallers]) caller.close();
  await Promise.all([service.stop(), other.stop()]);
  return [row('tutorial', result)];
}
