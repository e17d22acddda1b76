/** The office's story of a session, told of what the service's audit really says. */
import type { AuditPage } from '@mentor-slots/contract';
import { beforeAll, expect, test, vi } from 'vitest';
import { queueing } from '../server/testing/queueing.ts';
import { startService } from '../server/testing/service.ts';

type Story = readonly { sentence: string }[];
type NameOf = (id: string) => string;
let story: {
  tellStory(entries: readonly object[], slot: object, nameOf: NameOf): Story;
  whyOf(told: Story, studentId: string, nameOf: NameOf): string;
};

beforeAll(async () => {
  // The page's language is asked for as it is loaded.
  vi.stubGlobal('document', { documentElement: { lang: 'en-GB' } });
  story = await import(new URL('../demo/public/office/story.js', import.meta.url).href);
  return () => vi.unstubAllGlobals();
});

test('a move is told in both sessions, and why somebody got the seat that was left', async () => {
  const service = await startService({ now: '2026-11-24T10:00:00.000Z' });
  const { wait } = queueing(service);
  const [left, taken] = [await service.publish('ada', 24), await service.publish('bob', 48)];
  const { body: booking } = await service.book('sam', left.id);
  await wait('kim', left.id);
  await service.call('POST', '/api/slots/move', {
    token: service.token('sam', 'student'),
    body: { bookingId: booking.id, slotId: taken.id },
  });
  const nameOf: NameOf = (id) => id.toUpperCase();
  const tell = async (slot: typeof left) => {
    const { body } = await service.call<AuditPage>('GET', `/api/admin/audit?slotId=${slot.id}`, {
      token: service.token('root', 'admin'),
    });
    return story.tellStory([...body.entries].reverse(), slot, nameOf);
  };
  const [there, here] = [await tell(left), await tell(taken)];
  expect(there.map(({ sentence }) => sentence).slice(3)).toEqual([
    expect.stringMatching(/^SAM gave the seat back and moved to another session, on 26 Nov, .+\.$/),
    expect.stringMatching(/^The seat went to KIM, who had waited since .+ and was first in the queue\.$/),
  ]);
  expect(story.whyOf(there, 'kim', nameOf)).toMatch(
    /^KIM has the seat because they had waited since .+ when SAM gave one back on .+\.$/,
  );
  expect(story.whyOf(there, 'sam', nameOf)).toMatch(/^SAM has no seat\. SAM gave the seat back and moved/);
  expect(here.map(({ sentence }) => sentence).slice(1)).toEqual([
    expect.stringMatching(/^SAM moved from another session, on 25 Nov, .+, and took a seat here\.$/),
  ]);
  expect(story.whyOf(here, 'sam', nameOf)).toMatch(
    /^SAM has a seat because one was free when they moved here/,
  );
});
