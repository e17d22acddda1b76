import type { ChangeSlot, CreateSlot, SlotView } from '@mentor-slots/contract';
import { beforeEach, expect, test } from 'vitest';
import { Failure } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { newDraft } from './form-draft.ts';
import { SlotEditing } from './slot-editing.ts';

const now = Date.parse('2026-11-24T08:18:00Z');
const fresh = newDraft('2026-11-27', 'Europe/London', now);

let sent: { body: CreateSlot | ChangeSlot; key?: string }[];
let answer: () => Promise<readonly SlotView[]>;
let created: readonly SlotView[][];
let editing: SlotEditing;

beforeEach(() => {
  sent = [];
  created = [];
  answer = async () => [];
  const client = {
    request: async (_method: string, _path: string, body: CreateSlot, key: string) => {
      sent.push({ body, key });
      return { slots: await answer() };
    },
  } as unknown as SlotClient;
  editing = new SlotEditing({
    stage: {
      client,
      now,
      text: (name) => name,
      explain: (failure) => failure.code,
      report: (error) => error as Failure,
      changed: () => {},
    },
    slots: () => [],
    created: (slots) => {
      created = [...created, [...slots]];
    },
    updated: () => {},
  });
  editing.open(null, fresh);
});

function refuse(failure: Failure): void {
  answer = () => Promise.reject(failure);
}

test('tries the same content again with the same key, other content with another', async () => {
  refuse(new Failure('timeout', 'No answer.'));
  await editing.submit();
  await editing.submit();
  editing.set('seats', '3');
  await editing.submit();
  expect(sent[0]?.key).toBe(sent[1]?.key);
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
  expect(editing.problem?.text).toBe('timeout');
  expect(editing.draft?.seats).toBe('3');
});

test('does not send twice while one is on its way', async () => {
  let settle = (_: readonly SlotView[]) => {};
  answer = () => new Promise((resolve) => (settle = resolve));
  const first = editing.submit();
  await editing.submit();
  settle([]);
  await first;
  expect(sent).toHaveLength(1);
  expect(created).toHaveLength(1);
  expect(editing.draft).toBeNull();
});

test('sends nothing that it can see is wrong', async () => {
  editing.set('seats', '0');
  await editing.submit();
  expect(sent).toHaveLength(0);
  expect(editing.wrong).toEqual({ seats: 'badSeats' });
});

test('says what the service refuses at its field', async () => {
  refuse(new Failure('nonexistent_time', 'Skipped.', 422, { field: 'startTime' }));
  await editing.submit();
  expect(editing.wrong).toEqual({ startTime: 'nonexistent_time' });
});

test('leaves out of a series what the service says is in the way', async () => {
  editing.set('every', 'week');
  editing.set('count', '3');
  const clash = {
    date: '2026-12-04',
    startsAt: '2026-12-04T10:00:00.000Z',
    endsAt: '2026-12-04T11:00:00.000Z',
    description: null,
  };
  refuse(new Failure('slot_overlap', 'Overlaps.', 409, { clashes: [clash] }));
  await editing.submit();
  expect(editing.problem?.clashes).toEqual([clash]);
  expect(editing.days.map(({ clash: title }) => title)).toEqual([null, '', null]);
  answer = async () => [];
  await editing.submit();
  const body = sent[1]?.body as CreateSlot | undefined;
  expect(body?.repeat?.skip).toEqual(['2026-12-04']);
});

test('has what was typed again after closing, but not after cancelling', () => {
  editing.set('description', 'Open hour');
  editing.close();
  editing.open(null, fresh);
  expect(editing.draft?.description).toBe('Open hour');
  editing.discard();
  editing.close();
  editing.open(null, fresh);
  expect(editing.draft?.description).toBe('');
});
