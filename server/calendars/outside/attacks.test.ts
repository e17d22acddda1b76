/** What somebody tries who gives us an address: it reaches nothing, and costs bounded time and memory. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCalendarServer } from '../../testing/calendar-server.ts';
import { makeCertificate } from '../../testing/certificates.ts';
import { calendar, endlessZone, event, months } from '../../testing/outside-calendars.ts';
import { readOutsideAddress } from './address.ts';
import { type CalendarFetcherOptions, createCalendarFetcher, type Lookup } from './fetch-calendar.ts';
import { createBusyReader } from './read-in-worker.ts';

const text = calendar(event('DTSTART:20270322T090000Z', 'DURATION:PT1H'));

/** Of an address as somebody gives it. */
function attack(address: string, options: Partial<CalendarFetcherOptions> = {}) {
  const all = { privateHosts: [], ...options };
  const url = readOutsideAddress(address, all.privateHosts);
  return createCalendarFetcher(all)({ url, etag: null, lastModified: null });
}

const failed = (problem: string) => ({ kind: 'failed', problem });

describe('a private address is not connected to:', () => {
  test.each([
    ...['127.0.0.1', '0x7f000001', '2130706433', '0177.0.0.1', '127.1', '127.0.0.1.', '0.0.0.0', '0'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]'],
    ...['[2002:7f00:1::1]', '１２７.０.０.１', '127。0。0。1', 'localhost', 'LOCALHOST'],
  ])('%s', async (host) => {
    const server = await startCalendarServer((_, response) => response.end(text));
    expect(await attack(`https://${host}:${server.port}/`)).toEqual(failed('private_address'));
    expect(server.opened).toBe(0);
  });

  test.each([
    ['by name', ['127.0.0.1']],
    ['by name, as IPv6', ['::ffff:127.0.0.1']],
    ['by name, behind a public one', ['2fff::1', '127.0.0.1']],
    ['by name, before a public one', ['127.0.0.1', '2fff::1']],
    ['by name, with the metadata of a cloud', ['169.254.169.254']],
    ['by name, as none', ['localhost']],
  ])('%s', async (_, addresses) => {
    const server = await startCalendarServer((_request, response) => response.end(text));
    const lookup: Lookup = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const address = `https://calendar.example:${server.port}/`;
    expect(await attack(address, { lookup })).toEqual(failed('private_address'));
    expect(server.opened).toBe(0);
  });

  test('by a name that has another address the second time', async () => {
    const server = await startCalendarServer((_, response) => response.end(text));
    // The first lies in a part of IPv6 that nobody has: nothing is there.
    const answers = ['2fff::1', '127.0.0.1', '127.0.0.1'];
    const asked: string[] = [];
    const lookup: Lookup = async (hostname) => {
      const address = answers[asked.push(hostname) - 1] ?? '';
      return [{ address, family: address.includes(':') ? 6 : 4 }];
    };
    const options = { lookup, bounds: { time: 1000 } };
    const address = `https://calendar.example:${server.port}/`;
    // Each time it is looked up once, and what that said is connected to.
    expect(['unreachable', 'too_slow']).toContain(Object(await attack(address, options)).problem);
    expect(asked).toEqual(['calendar.example']);
    expect(await attack(address, options)).toEqual(failed('private_address'));
    expect(asked).toHaveLength(2);
    expect(server.opened).toBe(0);
  });

  test.each([301, 302, 303, 307, 308])('by a redirect, %i', async (status) => {
    const inside = await startCalendarServer((_, response) => response.end(text));
    const server = await startCalendarServer((_, response) =>
      response.writeHead(status, { location: inside.url }).end(text),
    );
    // Even where both may be read.
    const privateHosts = [server.host, inside.host];
    expect(await attack(server.url, { privateHosts })).toEqual(failed('redirected'));
    expect([server.requests.length, inside.opened]).toEqual([1, 0]);
  });

  test('that is allowed by another port', async () => {
    const server = await startCalendarServer((_, response) => response.end(text));
    const privateHosts = [`127.0.0.1:${server.port - 1}`];
    expect(await attack(`https://127.0.0.1:${server.port}/`, { privateHosts })).toEqual(
      failed('private_address'),
    );
    expect(server.opened).toBe(0);
  });
});

describe('who is not who they say is not asked:', () => {
  test.each([
    ['an authority that nobody knows', () => ({ certificate: makeCertificate(), ca: undefined })],
    [
      'the certificate of somebody else',
      () => {
        const { ca, ...certificate } = makeCertificate('other.example');
        return { certificate, ca };
      },
    ],
  ])('%s', async (_, make) => {
    const { certificate, ca } = make();
    const server = await startCalendarServer((_request, response) => response.end(text), certificate);
    const options = { privateHosts: [server.host], ...(ca !== undefined && { ca }) };
    expect(await attack(server.url, options)).toEqual(failed('certificate'));
    expect(server.requests).toEqual([]);
  });
});

describe('time is bounded:', () => {
  const bounds = { time: 500 };

  test.each<[string, Parameters<typeof startCalendarServer>[0]]>([
    ['no answer', () => {}],
    [
      'an answer that drips',
      (_, response) => {
        response.write('BEGIN:VCALENDAR\r\n');
        const timer = setInterval(() => response.write('X'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'headers that drip',
      (_, response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => response.socket?.write('x: y\r\n'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'to be told to wait again and again',
      (_, response) => {
        const timer = setInterval(() => response.writeProcessing(), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'a packed answer that drips',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.write(gzipSync(text).subarray(0, 30));
      },
    ],
  ])('%s', async (_, answer) => {
    const server = await startCalendarServer(answer);
    const privateHosts = [server.host];
    expect(await attack(server.url, { privateHosts, bounds })).toEqual(failed('too_slow'));
    await expect.poll(() => server.ended).toBe(server.opened);
  });

  test('a name that is never found', async () => {
    const lookup = () => new Promise<never>(() => {});
    expect(await attack('https://calendar.example/', { lookup, bounds })).toEqual(failed('too_slow'));
  });
});

describe('memory is bounded:', () => {
  const grown = Buffer.concat([Buffer.from('BEGIN:VCALENDAR\r\n'), Buffer.alloc(50_000_000, 'x')]);

  test.each([
    ['gzip', gzipSync(grown)],
    ['deflate', deflateSync(grown)],
    ['br', brotliCompressSync(grown)],
  ])('50 MB, packed by %s into little', async (encoding, body) => {
    expect(body.length).toBeLessThan(100_000);
    const server = await startCalendarServer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const before = process.memoryUsage().arrayBuffers;
    expect(await attack(server.url, { privateHosts: [server.host] })).toEqual(failed('too_large'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test('10 MB that are told beforehand are not read at all', async () => {
    const server = await startCalendarServer((_, response) => {
      response.writeHead(200, { 'content-length': 10_000_000 }).write(text);
    });
    expect(await attack(server.url, { privateHosts: [server.host] })).toEqual(failed('too_large'));
    await expect.poll(() => server.ended).toBe(1);
  });

  test.each(['', 'gzip'])('an answer without an end, packed by %s', async (encoding) => {
    let poured = 0;
    const chunk = encoding === '' ? Buffer.alloc(65_536, 'x') : gzipSync(Buffer.alloc(0));
    const server = await startCalendarServer((_, response) => {
      const pour = () => {
        do poured += chunk.length;
        while (!response.destroyed && response.write(chunk));
      };
      response.writeHead(200, { 'content-encoding': encoding }).on('drain', pour);
      pour();
    });
    expect(await attack(server.url, { privateHosts: [server.host] })).toEqual(failed('too_large'));
    await expect.poll(() => server.ended).toBe(1);
    // What lies between the two on its way, and no more.
    expect(poured).toBeLessThan(32_000_000);
  });

  test('headers without an end', async () => {
    const server = await startCalendarServer((_, response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`);
    });
    expect(await attack(server.url, { privateHosts: [server.host] })).toEqual(failed('unreachable'));
    await expect.poll(() => server.ended).toBe(1);
  });
});

describe('reading is bounded:', () => {
  const many = (count: number, ...lines: string[]) =>
    calendar(...Array.from({ length: count }, (_, index) => event(`UID:${index}`, ...lines)));
  const all = (most: number) => Array.from({ length: most }, (_, index) => index).join(',');

  test.each([
    [
      'a rule for each second',
      calendar(event('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')),
    ],
    [
      'a rule for each second of each day, in other words',
      calendar(
        event(
          'DTSTART:20270301T000000Z',
          'DURATION:PT1S',
          `RRULE:FREQ=DAILY;BYHOUR=${all(24)};BYMINUTE=${all(60)};BYSECOND=${all(60)}`,
        ),
      ),
    ],
    [
      '10,000 rules for each day',
      many(10_000, 'DTSTART:16010101T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
    ],
    [
      'a zone that changes each second',
      calendar(endlessZone, event('DTSTART;TZID=Endless:20270322T100000', 'DURATION:PT1H')),
    ],
  ])('%s', async (_, attacking) => {
    const reader = createBusyReader();
    onTestFinished(() => reader.close());
    const query = { ...months, timeZone: 'UTC', mostStretches: 1000 };
    expect(await reader.read(attacking, query)).toEqual({ problem: 'too_many_events' });
    expect(await reader.read(text, query)).toMatchObject({ unread: 0 });
  });

  test('10,000 rules that never come true', async () => {
    const reader = createBusyReader();
    onTestFinished(() => reader.close());
    const never = many(
      10_000,
      'DTSTART:20200130T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
    );
    const found = await reader.read(never, { ...months, timeZone: 'UTC', mostStretches: 1000 });
    // On a slow machine it takes too long, which is told.
    expect([{ busy: [], unread: 0 }, { problem: 'too_many_events' }]).toContainEqual(found);
  });
});
