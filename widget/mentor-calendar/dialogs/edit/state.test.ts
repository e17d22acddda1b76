import type {
  ChangeSlot,
  CreateSlot,
  PlannedDate,
  PreviewQuery,
  Scope,
  SlotView,
} from '@mentor-slots/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSlotClient } from '../../../client/create-slot-client.ts';
import { Failure } from '../../../client/failure.ts';
import type { SlotClient } from '../../../client/slot-client.ts';
import { testWorld } from '../../../client/testing/wire-service.ts';
import type { ViewedElement } from '../../../element/viewing.ts';
import type { CalendarContext, CalendarViewing } from '../../context/calendar-context.ts';
import { draftOf, newDraft } from './draft.ts';
import { SlotEditing } from './state.ts';

const now = Date.parse('2026-11-24T08:18:00Z');
const fresh = newDraft('2026-11-27', 'Europe/London', now);

/** What is published, changed and previewed, and what the service answers. */
let published: { body: CreateSlot; key: string }[];
let changed: { slotId: string; scope: Scope; body: ChangeSlot }[];
let asked: { query: PreviewQuery; body: CreateSlot }[];
let answer: () => Promise<readonly SlotView[]>;
let plan: (body: CreateSlot) => Promise<readonly PlannedDate[]>;
let said: string[];
let told: Event[];
let editing: SlotEditing;

function slot(changes: Partial<SlotView> = {}): SlotView {
  return {
    ...{ id: 's1', alumniId: 'ada', alumniName: 'Ada', seriesId: 'series', version: 1 },
    ...{ date: '2026-11-27', startTime: '10:00', endTime: '11:00', timeZone: 'Europe/London' },
    startsAt: '2026-11-27T10:00:00.000Z',
    endsAt: '2026-11-27T11:00:00.000Z',
    ...{ maxParticipants: 1, seatsTaken: 0, seatsLeft: 1, waiting: 0, status: 'available' },
    ...{ description: null, meetingUrl: null, requiresApproval: false, opensAt: null, bookings: [] },
    ...{ createdAt: '2026-11-01T00:00:00.000Z', updatedAt: '2026-11-01T00:00:00.000Z' },
    ...changes,
  };
}

function planned(date: string, changes: Partial<PlannedDate> = {}): PlannedDate {
  const times = { startTime: '10:00', endTime: '11:00', timeZone: 'Europe/London' };
  const startsAt = `${date}T10:00:00.000Z`;
  const endsAt = `${date}T11:00:00.000Z`;
  return { date, ...times, startsAt, endsAt, moved: false, clash: null, busy: [], ...changes };
}

const clash = { slotId: 's9', ...planned('2026-12-04') };

beforeEach(() => {
  // An earlier test's timer may still ask: that is none of this one's.
  const own: typeof asked = [];
  [published, changed, asked, said, told] = [[], [], own, [], []];
  answer = async () => [slot()];
  plan = async () => [planned('2026-11-27'), planned('2026-12-04'), planned('2026-12-11')];
  const real = createSlotClient('https://service.example', testWorld());
  /** Stands for the service: an answer to each request. */
  async function send(method: string, path: string, sent?: object, key = ''): Promise<unknown> {
    const { pathname, searchParams } = new URL(path, 'https://service.example');
    const body = sent as CreateSlot;
    if (pathname.endsWith('/preview')) {
      own.push({ query: Object.fromEntries(searchParams), body });
      return { dates: [...(await plan(body))] };
    }
    const scope = searchParams.get('scope') as Scope;
    if (method === 'POST') published.push({ body, key });
    else changed.push({ slotId: pathname.split('/').at(-1) ?? '', scope, body });
    const slots = await answer();
    return body.repeat || (scope ?? 'this') !== 'this' ? { slots } : slots[0];
  }
  const client: SlotClient = { ...real, api: { ...real.api, send: send as SlotClient['api']['send'] } };
  editing = new SlotEditing({
    viewing: {
      client,
      now,
      viewer: { locale: 'en', timeZone: 'Europe/London', hourCycle: undefined, firstDay: undefined },
      text: (name: string) => name,
      // A text is told by its name.
      tellText: (name: string) => name,
      element: new EventTarget() as ViewedElement,
      changed: () => {},
    } as unknown as CalendarViewing,
    slots: () => [slot(), slot({ id: 's2', startsAt: '2026-12-04T10:00:00.000Z' })],
    show: () => 'then',
    notify: (text) => said.push(text),
    clearNotice: () => {},
    dispatch: (event) => told.push(event),
    calendar: () => null as unknown as CalendarContext,
    weekOf: (day) => day,
    compose: () => {},
    readBusy: () => {},
    root: null as unknown as ShadowRoot,
  });
  editing.open(null, fresh);
});

// What it was still to ask is not asked in the next test.
afterEach(() => editing.close());

function refuse(failure: Failure): void {
  answer = () => Promise.reject(failure);
}

function weekly(): void {
  editing.set('every', 'week');
  editing.set('count', '3');
}

test('tries the same content again with the same key, other content with another', async () => {
  refuse(new Failure('timeout', 'No answer.'));
  await editing.submit();
  await editing.submit();
  editing.set('seats', '3');
  await editing.submit();
  expect(published[0]?.key).toBe(published[1]?.key);
  expect(published[2]?.key).not.toBe(published[0]?.key);
  expect(editing.problem?.text).toBe('timeoutFailure');
  expect(editing.draft?.seats).toBe('3');
});

test('does not send twice while one is on its way', async () => {
  let settle = (_: readonly SlotView[]) => {};
  answer = () => new Promise((resolve) => (settle = resolve));
  const first = editing.submit();
  await editing.submit();
  settle([slot()]);
  await first;
  expect(published).toHaveLength(1);
  expect(said).toEqual(['saidAdded']);
  expect(told).toMatchObject([{ type: 'slot-created' }]);
  expect(editing.draft).toBeNull();
});

test('keeps what is typed while it is on its way, as a change of what was saved', async () => {
  let settle = (_: readonly SlotView[]) => {};
  answer = () => new Promise((resolve) => (settle = resolve));
  const first = editing.submit();
  editing.set('description', 'Typed meanwhile');
  settle([slot()]);
  await first;
  expect(editing.draft?.description).toBe('Typed meanwhile');
  expect(editing.problem?.text).toBe('typedMeanwhile');
  answer = async () => [slot({ description: 'Typed meanwhile', version: 2 })];
  await editing.submit();
  expect(changed).toMatchObject([{ slotId: 's1', scope: 'this', body: { description: 'Typed meanwhile' } }]);
  expect(published).toHaveLength(1);
  expect(editing.draft).toBeNull();
});

test('keeps an opening that is half typed while it is being saved', async () => {
  let settle: (slots: readonly SlotView[]) => void = () => {};
  answer = () => new Promise((done) => (settle = done));
  const first = editing.submit();
  editing.set('opensLater', true);
  editing.set('opensTime', '');
  settle([slot()]);
  await first;
  expect(editing.draft).toMatchObject({ opensLater: true, opensTime: '' });
  expect(editing.problem?.text).toBe('typedMeanwhile');
});

test('sends nothing that it can see is wrong', async () => {
  editing.set('seats', '0');
  await editing.submit();
  expect(published).toHaveLength(0);
  expect(editing.wrong('seats')).toBe('badSeats');
});

test('says what the service refuses at its field', async () => {
  refuse(new Failure('nonexistent_time', 'Skipped.', 422, { field: 'startTime' }));
  await editing.submit();
  expect(editing.wrong('startTime')).toBe('nonexistent_time');
});

test('keeps the plan while a link, or the number of seats, is half typed', async () => {
  weekly();
  await editing.plan.settled();
  editing.set('meetingUrl', 'htt');
  expect(editing.count).toBe(3);
  editing.set('seats', '');
  expect(editing.count).toBe(3);
  expect(asked).toHaveLength(1);
  // Of times that are half typed nothing is known.
  editing.set('startTime', '');
  expect(editing.count).toBeNull();
});

test('says at its field what the service says of the plan, until that is mended', async () => {
  plan = () => Promise.reject(new Failure('invalid_repeat', 'Too many.', 422, { field: 'repeat.until' }));
  weekly();
  await editing.plan.settled();
  expect(editing.wrong('until')).toBe('invalid_repeat');
  plan = async () => [planned('2026-11-27')];
  editing.set('count', '2');
  await editing.plan.settled();
  expect(editing.wrong('until')).toBeUndefined();
});

test('asks for the plan once typing rests, and the last answer wins', async () => {
  vi.useFakeTimers();
  const answers: ((dates: readonly PlannedDate[]) => void)[] = [];
  plan = () => new Promise((resolve) => answers.push(resolve));
  weekly();
  editing.set('description', 'Changes no date');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.body.repeat).toEqual({ every: 'week', count: 3 });
  editing.set('count', '2');
  await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  answers[1]?.([planned('2026-11-27')]);
  await editing.plan.settled();
  answers[0]?.([planned('2026-11-27'), planned('2026-12-04')]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(editing.count).toBe(1);
});

test('leaves out what clashes and what is not wanted', async () => {
  plan = async () => [planned('2026-11-27'), planned('2026-12-04', { clash }), planned('2026-12-11')];
  weekly();
  await editing.plan.settled();
  editing.leaveOut('2026-12-11', true);
  expect(editing.count).toBe(1);
  await editing.submit();
  expect(published[0]?.body.repeat?.skip).toEqual(['2026-12-04', '2026-12-11']);
});

test('goes by the plan of what is sent, however soon it is sent', async () => {
  weekly();
  plan = async () => [planned('2026-11-27'), planned('2026-12-04', { clash })];
  editing.set('startTime', '12:00');
  await editing.submit();
  expect(published[0]?.body.repeat?.skip).toEqual(['2026-12-04']);
});

test('sends nothing where no date is left', async () => {
  plan = async () => [planned('2026-11-27', { clash }), planned('2026-12-04')];
  weekly();
  editing.leaveOut('2026-12-04', true);
  await editing.submit();
  expect(published).toHaveLength(0);
  expect(editing.problem?.text).toBe('noDateLeft');
});

test('stays usable where no plan can be had, and leaves out what the service then says is in the way', async () => {
  plan = () => Promise.reject(new Failure('offline', 'Nobody there.'));
  weekly();
  const inTheWay = {
    date: '2026-12-04',
    startsAt: '2026-12-04T10:00:00.000Z',
    endsAt: '2026-12-04T11:00:00.000Z',
    description: null,
  };
  refuse(new Failure('slot_overlap', 'Overlaps.', 409, { clashes: [inTheWay] }));
  await editing.submit();
  expect(published).toHaveLength(1);
  expect(editing.problem).toMatchObject({ text: 'clashesLeftOut', clashes: [inTheWay] });
  answer = async () => [slot()];
  await editing.submit();
  expect(published[1]?.body.repeat?.skip).toEqual(['2026-12-04']);
});

test('an edit reaches as much of its series as is chosen', async () => {
  editing.open(slot(), draftOf(slot()));
  expect(editing.reached('this')).toHaveLength(1);
  expect(editing.reached('series')).toHaveLength(2);
  editing.choose('following');
  editing.set('seats', '4');
  answer = async () => [slot({ version: 2 }), slot({ id: 's2', version: 2 })];
  await editing.submit();
  expect(changed).toMatchObject([{ slotId: 's1', scope: 'following', body: { maxParticipants: 4 } }]);
  expect(published).toHaveLength(0);
  expect(said).toEqual(['saidSavedMany']);
  expect(told).toMatchObject([{ slot: { id: 's1' } }, { slot: { id: 's2' } }]);
});

test('an edit that moves a session asks what it runs into, itself left out', async () => {
  editing.open(slot(), draftOf(slot()));
  await editing.plan.settled();
  expect(asked).toHaveLength(0);
  editing.set('startTime', '12:00');
  await editing.plan.settled();
  expect(asked).toMatchObject([{ query: { slotId: 's1' }, body: { startTime: '12:00' } }]);
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
