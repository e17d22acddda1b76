import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type CalendarServer, startCalendarServer } from '../../testing/calendar-server.ts';
import { makeCertificate } from '../../testing/certificates.ts';
import { berlinHour, calendar } from '../../testing/outside-calendars.ts';
import { type CalendarFetcherOptions, createCalendarFetcher } from './fetch-calendar.ts';

const text = calendar(berlinHour('20270322T100000', 'LOCATION:Żółw — 米拉'));
const first = { etag: null, lastModified: null };

/** Of a server on this machine, which the operator allows. */
function fetchOf(server: CalendarServer, options: Partial<CalendarFetcherOptions> = {}, known = first) {
  const fetchCalendar = createCalendarFetcher({ privateHosts: [server.host], ...options });
  return fetchCalendar({ url: server.url, ...known });
}

test('reads a calendar by one GET on a connection of its own, and asks later whether it changed', async () => {
  const server = await startCalendarServer((request, response) => {
    const headers = { etag: '"v1"', 'last-modified': 'Mon, 01 Mar 2027 08:00:00 GMT' };
    const isKnown = request.headers['if-none-match'] === '"v1"';
    response.writeHead(isKnown ? 304 : 200, headers).end(isKnown ? '' : text);
  });
  const read = await fetchOf(server);
  expect(read).toEqual({
    kind: 'read',
    text: expect.stringContaining('Żółw — 米拉'),
    etag: '"v1"',
    lastModified: 'Mon, 01 Mar 2027 08:00:00 GMT',
  });
  const known = { etag: '"v1"', lastModified: 'Mon, 01 Mar 2027 08:00:00 GMT' } as never;
  expect(await fetchOf(server, {}, known)).toEqual({ kind: 'unchanged' });
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /ada.ics?secret=hidden',
    'GET /ada.ics?secret=hidden',
  ]);
  expect(server.requests.map(({ headers }) => headers)).toEqual([
    {
      host: server.host,
      accept: 'text/calendar, */*;q=0.1',
      'accept-encoding': 'gzip, br',
      'user-agent': 'mentor-slots',
      connection: 'close',
    },
    expect.objectContaining({
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 01 Mar 2027 08:00:00 GMT',
    }),
  ]);
  await expect.poll(() => [server.opened, server.ended]).toEqual([2, 2]);
});

test('reads by TLS from whom a known authority vouches for', async () => {
  const { ca, ...certificate } = makeCertificate();
  const server = await startCalendarServer((_, response) => response.end(text), certificate);
  expect(await fetchOf(server, { ca })).toMatchObject({ kind: 'read', etag: null, lastModified: null });
});

test.each([
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['GZIP', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
  ['identity', Buffer.from(text)],
])('reads what is packed by %s', async (encoding, body) => {
  const server = await startCalendarServer((_, response) =>
    response.writeHead(200, { 'content-encoding': encoding }).end(body),
  );
  expect(await fetchOf(server)).toMatchObject({ kind: 'read', text });
});

test('a line that is folded in the middle of a character is whole again', async () => {
  const bytes = Buffer.from(text);
  const inside = bytes.indexOf('Ż') + 1;
  const body = Buffer.concat([bytes.subarray(0, inside), Buffer.from('\r\n '), bytes.subarray(inside)]);
  const server = await startCalendarServer((_, response) => response.end(body));
  expect(await fetchOf(server)).toMatchObject({ kind: 'read', text });
});

test.each([
  ['a byte order mark', '', Buffer.from(`\uFEFF${text}`), text],
  [
    'a charset of its own',
    'text/calendar; charset="ISO-8859-1"',
    Buffer.from(`${text}X:Grüße`, 'latin1'),
    'X:Grüße',
  ],
  ['UTF-16', 'text/calendar;charset=utf-16le', Buffer.from(text, 'utf16le'), text],
  ['a charset that nobody knows', 'text/calendar; charset=klingon', Buffer.from(text), text],
  ['a wrong type', 'text/html', Buffer.from(text), text],
])('reads %s', async (_name, type, body, expected) => {
  const server = await startCalendarServer((_, response) =>
    response.writeHead(200, { 'content-type': type }).end(body),
  );
  expect(await fetchOf(server)).toMatchObject({ kind: 'read', text: expect.stringContaining(expected) });
});

test.each(['', 'x'.repeat(501), 'ä'])('an ETag that cannot be sent back is none: %s', async (etag) => {
  const server = await startCalendarServer((_, response) => response.writeHead(200, { etag }).end(text));
  expect(await fetchOf(server)).toMatchObject({ kind: 'read', etag: null });
});

describe('an answer that is no calendar is told:', () => {
  test.each([
    [301, 'redirected'],
    [302, 'redirected'],
    [307, 'redirected'],
    [308, 'redirected'],
    // Nothing was known that could be unchanged.
    [304, 'server_error'],
    [204, 'server_error'],
    [206, 'server_error'],
    [401, 'sign_in_needed'],
    [403, 'sign_in_needed'],
    [404, 'not_found'],
    [410, 'not_found'],
    [400, 'refused'],
    [418, 'refused'],
    [429, 'server_error'],
    [500, 'server_error'],
    [503, 'server_error'],
  ])('%i is %s', async (status, problem) => {
    const headers = { location: 'https://example.edu/' };
    const server = await startCalendarServer((_, response) => response.writeHead(status, headers).end());
    expect(await fetchOf(server)).toEqual({ kind: 'failed', problem });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['text/html; charset=utf-8', '<p>Sign in</p>', 'web_page'],
    ['', '\n<!DOCTYPE html><p>Sign in</p>', 'web_page'],
    ['application/xhtml+xml', '<?xml version="1.0"?>', 'web_page'],
    ['application/json', '{}', 'not_a_calendar'],
    ['text/calendar', '', 'not_a_calendar'],
  ])('%s %s is %s', async (type, body, problem) => {
    const server = await startCalendarServer((_, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    );
    expect(await fetchOf(server)).toEqual({ kind: 'failed', problem });
  });

  test.each([
    ['gzip', gzipSync(text).subarray(0, 60)],
    ['gzip', Buffer.from(text)],
    ['br', Buffer.from(text)],
    ['deflate', Buffer.from(text)],
    ['gzip, gzip', gzipSync(gzipSync(text))],
    ['zstd', Buffer.from(text)],
    ['constructor', Buffer.from(text)],
  ])('packed by %s, but not really, is unreadable', async (encoding, body) => {
    const server = await startCalendarServer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(await fetchOf(server)).toEqual({ kind: 'failed', problem: 'unreadable' });
  });
});

describe('no answer is told:', () => {
  test('nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    const fetchCalendar = createCalendarFetcher({ privateHosts: [host] });
    expect(await fetchCalendar({ url: `http://${host}/`, ...first })).toEqual({
      kind: 'failed',
      problem: 'unreachable',
    });
  });

  test.each<[string, Parameters<typeof startCalendarServer>[0]]>([
    ['it hangs up', (request) => request.socket.destroy()],
    ['it speaks something else', (_, response) => response.socket?.end('220 mail.example.edu ESMTP\r\n\r\n')],
    [
      'it breaks off',
      (_, response) =>
        response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    ],
    [
      'it changes to another protocol',
      (_, response) =>
        response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    ],
  ])('%s', async (_name, answer) => {
    const server = await startCalendarServer(answer);
    expect(await fetchOf(server)).toEqual({ kind: 'failed', problem: 'unreachable' });
    expect(server.requests).toHaveLength(1);
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'])('the name is not found: %s', async (code) => {
    const lookup = () => Promise.reject(Object.assign(new Error('hidden'), { code }));
    const fetchCalendar = createCalendarFetcher({ privateHosts: [], lookup });
    expect(await fetchCalendar({ url: 'https://nobody.example/', ...first })).toEqual({
      kind: 'failed',
      problem: 'unknown_host',
    });
  });

  test('a name that has no address', async () => {
    const fetchCalendar = createCalendarFetcher({ privateHosts: [], lookup: async () => [] });
    expect(await fetchCalendar({ url: 'https://nobody.example/', ...first })).toEqual({
      kind: 'failed',
      problem: 'unknown_host',
    });
  });

  test('a fault of ours is no word of a server', async () => {
    const lookup = () => Promise.reject(new Error('a fault'));
    const fetchCalendar = createCalendarFetcher({ privateHosts: [], lookup });
    await expect(fetchCalendar({ url: 'https://nobody.example/', ...first })).rejects.toThrow('a fault');
  });
});
