/** Reading one mentor's list over HTTP, as each page does when it opens: against a bare Fastify that returns the same bytes. */
import { startChild } from './child.ts';
import { asking, getRequest, openCallers } from './http-client.ts';
import type { Services } from './http-services.ts';
import { compare } from './measure.ts';
import { type Row, row } from './row.ts';

const path = '/api/slots/alumni/ada';
const options = { rounds: 7, count: 3000, baseCount: 9000 };

export async function measureReading(folder: string): Promise<Row[]> {
  const child = await startChild<Services>('http-services.ts', folder);
  const { service, bare, tokens } = child.told;
  const callers = await openCallers(service, 50);
  const baseCallers = await openCallers(bare, 50);
  await mustBeTheSame(service, bare);
  const tag = (await fetch(`${service}${path}`)).headers.get('etag') ?? '';
  let turn = 0;
  const byStudents = () => getRequest(path, { authorization: `Bearer ${tokens[turn++ % tokens.length]}` });
  const get = getRequest(path);
  const getChanged = getRequest(path, { 'if-none-match': tag });
  const base = asking(baseCallers, () => get, 200);
  const unchanged = getRequest('/unchanged', { 'if-none-match': tag });

  const lists = await compare(
    asking(callers, () => get, 200),
    base,
    options,
  );
  const notModified = await compare(
    asking(callers, () => getChanged, 304),
    asking(baseCallers, () => unchanged, 304),
    options,
  );
  // The service records a person on their first call; that is not part of what reading costs.
  await asking(callers, byStudents, 200)(tokens.length);
  const listsWithToken = await compare(asking(callers, byStudents, 200), base, options);
  for (const caller of [...callers, ...baseCallers]) caller.close();
  await child.stop();
  return [row('lists', lists), row('unchanged', notModified), row('listsWithToken', listsWithToken)];
}

async function mustBeTheSame(service: string, bare: string): Promise<void> {
  const [own, base] = await Promise.all(
    [service, bare].map(async (url) => (await fetch(`${url}${path}`)).text()),
  );
  if (own !== base) throw new Error('The two do not return the same bytes.');
}
