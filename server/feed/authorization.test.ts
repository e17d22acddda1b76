/**
 * Who hears what on the feed: every frame of the contract with every kind of caller, who all follow the same alumnus. The table in
 * docs/authorization.md is made of what this test hears; that page says by which command.
 */
import * as contract from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectDocumented, markdownTable } from '../testing/documented.ts';
import { connectFeed, type FeedClient } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

const callers = {
  nobody: null,
  'its student': ['sam', 'student'],
  'another student': ['eve', 'student'],
  'its alumnus': ['ada', 'alumni'],
  'another alumnus': ['bob', 'alumni'],
  'an admin': ['office', 'admin'],
  'no role': ['stranger', []],
  'an expired token': ['sam', 'student', { exp: 1_000_000_000 }],
} satisfies Record<string, [id: string, roles: string | string[], claims?: object] | null>;
type Caller = keyof typeof callers;
const names = Object.keys(callers) as Caller[];

interface Schema {
  anyOf?: Schema[];
  properties?: { type: { const: string } };
}
/** Every type that a schema of frames allows. */
const typesOf = ({ anyOf, properties }: Schema): string[] =>
  anyOf?.flatMap(typesOf) ?? [properties?.type.const ?? ''];
const sent = typesOf(contract.ClientFrameSchema as Schema);
const told = Object.entries(contract)
  .filter(([name]) => name.endsWith('FrameSchema') && name !== 'ClientFrameSchema')
  .flatMap(([, schema]) => typesOf(schema as Schema));

/** What becomes of a session, from its publication on, so that each frame has a reason. */
async function play(service: TestService): Promise<void> {
  const asAda = { token: service.token('ada', 'alumni', { exp: 4_000_000_000 }) };
  const slot = await service.publish('ada', 24);
  await service.book('sam', slot.id);
  await service.call('PATCH', `/api/slots/${slot.id}`, { ...asAda, body: { description: 'Questions' } });
  const dropped = await service.publish('ada', 48);
  await service.call('DELETE', `/api/slots/${dropped.id}`, asAda);
  service.clock.now = Date.parse(slot.startsAt) + 60_000;
  const body = { text: 'Thank you', links: [] };
  const notes = await service.call('PUT', `/api/slots/${slot.id}/session-notes`, { ...asAda, body });
  expect(notes.status).toBe(200);
}

test('who hears which frame stands in docs/authorization.md as it is', async () => {
  const service = await startService({ now: '2026-11-24T10:00:00.000Z', heartbeatSeconds: 1 });
  const feeds: [Caller, FeedClient][] = [];
  for (const name of names) {
    const feed = await connectFeed(service.url);
    feeds.push([name, feed]);
    const who = callers[name];
    const claims = { exp: 4_000_000_000, ...who?.[2] };
    if (who !== null) feed.send({ type: 'authenticate', token: service.token(who[0], who[1], claims) });
    // Who is refused is so for good.
    if (name === 'an expired token') await feed.closed;
    else await feed.subscribe('ada');
  }
  const open = feeds.filter(([, { socket }]) => socket.readyState === socket.OPEN);
  // A heartbeat may come or not before somebody is refused.
  const heard = (type: string) =>
    feeds.map((each) => {
      const counts = type !== 'heartbeat' || open.includes(each);
      return counts && each[1].frames.some((frame) => frame.type === type) ? 'yes' : '–';
    });

  await play(service);
  for (const [, feed] of open) {
    await feed.next('slot_deleted');
    await feed.next('heartbeat');
    feed.send('no frame');
    await feed.next('error');
    feed.send({ type: 'unsubscribe', alumniIds: ['ada'] });
    await feed.settle();
  }
  const created = () =>
    open.map(([, { frames }]) => frames.filter(({ type }) => type === 'slot_created').length);
  const before = created();
  await service.publish('ada', 48);
  for (const [, feed] of open) await feed.settle();
  expect(created()).toEqual(before);
  await service.close();
  for (const [, feed] of open) expect((await feed.closed).code).toBe(contract.closeCodes.restarting);

  const [authenticated, subscribed] = [heard('authenticated'), heard('snapshot')];
  const answers: Record<string, string[]> = {
    authenticate: authenticated,
    subscribe: subscribed,
    unsubscribe: subscribed,
  };
  expect(Object.keys(answers)).toEqual(sent);
  const rows = [
    ...sent.map((type) => [`sends \`${type}\``, ...(answers[type] ?? [])]),
    ...told.map((type) => [`hears \`${type}\``, ...heard(type)]),
  ];
  // Each frame was heard by somebody.
  expect(rows.filter((cells) => !cells.includes('yes'))).toEqual([]);
  expectDocumented('every frame', `\n${markdownTable(['', ...names], rows)}\n`);
});
