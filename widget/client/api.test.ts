import type { CreateSlot } from '@mentor-slots/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Api, createApi } from './api.ts';
import { bookingCalls } from './calls/booking-calls.ts';
import { publishingCalls } from './calls/publishing-calls.ts';
import { createHttp } from './http.ts';
import {
  aBooking,
  aSlot,
  startWireService,
  testWorld,
  tokenOf,
  type WireService,
} from './testing/wire-service.ts';
import { createTokenSource } from './token-source.ts';

let service: WireService;
let api: Api;
const token = tokenOf('ada');
/** What the store was taught, in order. */
let taught: unknown[];

beforeEach(async () => {
  service = await startWireService();
  const world = testWorld();
  const tokens = createTokenSource(world, world.now);
  tokens.change({ token, getToken: null });
  taught = [];
  const store = {
    meet: (slots: readonly unknown[]) => taught.push(...slots),
    receive: (frame: unknown) => taught.push(frame),
    readPersonal: async () => {
      taught.push('what belongs to the person');
    },
  };
  api = createApi(createHttp(service.api, world, tokens), store, service.api);
});

afterEach(() => service.close());

const slot = { ...aSlot({ id: 's 1' }), meetingUrl: null, bookings: [] };
const other = { ...aSlot({ id: 's2' }), meetingUrl: null, bookings: [] };
const booking = aBooking(slot, { id: 'b1' });
const one: CreateSlot = { date: '2027-01-05', startTime: '10:00', endTime: '11:00' };
const weekly: CreateSlot = { ...one, repeat: { every: 'week', count: 2 } };
const days = { from: '2027-01-05', days: 1, onto: ['2027-01-12'] };
const deleted = { deleted: 1, cancelled: 0 };
const calendar = 'BEGIN:VCALENDAR';
const thatBooking = [slot, { type: 'booking_updated', booking }];

interface Endpoint {
  call(api: Api): Promise<unknown>;
  /** The request, without `/api/slots`. */
  line: string;
  body?: object;
  headers?: Record<string, string>;
  answer: unknown;
  /** What the function brings, where it is not the answer. */
  result?: unknown;
  /** What the store learns; nothing unless told. */
  teaches?: unknown[];
}

const endpoints: Record<string, Endpoint> = {
  book: {
    call: (api) => bookingCalls(api).book({ slotId: 's 1', note: 'Hello' }),
    line: 'POST /book',
    body: { slotId: 's 1', note: 'Hello' },
    answer: booking,
    teaches: thatBooking,
  },
  cancel: {
    call: (api) => bookingCalls(api).cancel({ bookingId: 'b1' }),
    line: 'POST /cancel',
    body: { bookingId: 'b1' },
    answer: booking,
    teaches: thatBooking,
  },
  confirm: {
    call: (api) => publishingCalls(api).confirm('s 1', 'b1'),
    line: 'POST /s%201/bookings/b1/confirm',
    answer: booking,
    teaches: thatBooking,
  },
  decline: {
    call: (api) => publishingCalls(api).decline('s 1', 'b1', 'Sorry.'),
    line: 'POST /s%201/bookings/b1/decline',
    body: { message: 'Sorry.' },
    answer: booking,
    teaches: thatBooking,
  },
  'decline, without a message': {
    call: (api) => publishingCalls(api).decline('s 1', 'b1', ''),
    line: 'POST /s%201/bookings/b1/decline',
    answer: booking,
    teaches: thatBooking,
  },
  publish: {
    call: (api) => publishingCalls(api).publish(one, 'key-1'),
    line: 'POST ',
    body: one,
    headers: { 'idempotency-key': 'key-1' },
    answer: slot,
    result: [slot],
    teaches: [slot],
  },
  'publish, a series': {
    call: (api) => publishingCalls(api).publish(weekly, 'key-1'),
    line: 'POST ',
    body: weekly,
    headers: { 'idempotency-key': 'key-1' },
    answer: { slots: [slot, other] },
    result: [slot, other],
    teaches: [slot, other],
  },
  'publish, on behalf of somebody': {
    call: (api) => publishingCalls(api, 'ada').publish(one, 'key-1'),
    line: 'POST ',
    body: { alumniId: 'ada', ...one },
    answer: slot,
    result: [slot],
    teaches: [slot],
  },
  'copy, on behalf of somebody': {
    call: (api) => publishingCalls(api, 'ada').copy(days, 'key-1'),
    line: 'POST /copy',
    body: { alumniId: 'ada', ...days },
    answer: { slots: [slot], skipped: [] },
    teaches: [slot],
  },
  preview: {
    call: (api) => publishingCalls(api).preview(one, { slotId: 's 1', scope: 'series' }),
    line: 'POST /preview?slotId=s+1&scope=series',
    body: one,
    answer: { dates: [] },
  },
  copy: {
    call: (api) => publishingCalls(api).copy(days, 'key-1'),
    line: 'POST /copy',
    body: days,
    headers: { 'idempotency-key': 'key-1' },
    answer: { slots: [slot], skipped: [] },
    teaches: [slot],
  },
  change: {
    call: (api) => publishingCalls(api).change('s 1', 'this', { maxParticipants: 2 }),
    line: 'PATCH /s%201?scope=this',
    body: { maxParticipants: 2 },
    answer: slot,
    result: [slot],
    teaches: [slot],
  },
  'change, in a series': {
    call: (api) => publishingCalls(api).change('s 1', 'following', { maxParticipants: 2 }),
    line: 'PATCH /s%201?scope=following',
    body: { maxParticipants: 2 },
    answer: { slots: [slot, other] },
    result: [slot, other],
    teaches: [slot, other],
  },
  remove: {
    call: (api) => publishingCalls(api).remove('s 1', 'series', 'I am ill.'),
    line: 'DELETE /s%201?scope=series',
    body: { message: 'I am ill.' },
    answer: deleted,
    teaches: ['what belongs to the person'],
  },
  'remove, with seats in other sessions': {
    call: (api) => publishingCalls(api).remove('s 1', 'this', '', ['s2', 's3']),
    line: 'DELETE /s%201?scope=this',
    body: { offerSlotIds: ['s2', 's3'] },
    answer: deleted,
    teaches: ['what belongs to the person'],
  },
  slotsOf: {
    call: (api) => api.slotsOf('ada l', '"1"'),
    line: 'GET /alumni/ada%20l',
    headers: { 'if-none-match': '"1"' },
    answer: { slots: [slot] },
    result: { slots: [slot], etag: null },
  },
  ownSlots: {
    call: (api) => api.ownSlots({ from: '2027-01-01', to: '2027-01-31' }),
    line: 'GET /my-slots?from=2027-01-01&to=2027-01-31',
    answer: { slots: [slot] },
    result: [slot],
  },
  ownSlot: { call: (api) => api.ownSlot('s 1'), line: 'GET /s%201', answer: slot },
  myBookings: {
    call: (api) => api.myBookings(),
    line: 'GET /my-bookings',
    answer: { bookings: [booking] },
    result: [booking],
  },
  sessionFile: {
    call: (api) => bookingCalls(api).sessionFile('s 1'),
    line: 'GET /s%201/session.ics',
    headers: { accept: 'text/calendar' },
    answer: calendar,
    result: JSON.stringify(calendar),
  },
};

it.each(Object.entries(endpoints))('%s', async (_, endpoint) => {
  const { call, body = null, headers = {}, answer, result = answer, teaches = [] } = endpoint;
  const line = endpoint.line.replace(' ', ' /api/slots');
  service.answer(line, { body: answer });
  expect(await call(api)).toEqual(result);
  expect(service.requests).toMatchObject([{ line, body, headers, token }]);
  expect(taught).toEqual(teaches);
});

it('teaches nothing where the service refuses', async () => {
  service.answer('POST /api/slots/book', { status: 409, body: { code: 'slot_full', detail: 'No seat.' } });
  await expect(bookingCalls(api).book({ slotId: 's 1' })).rejects.toMatchObject({ code: 'slot_full' });
  expect(taught).toEqual([]);
});
