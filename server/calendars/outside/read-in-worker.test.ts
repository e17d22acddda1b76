import { execFileSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { berlinHour, calendar, endlessZone, event, months } from '../../testing/outside-calendars.ts';
import { startOwnTime } from '../../testing/own-time.ts';
import { type BusyReaderBounds, createBusyReader } from './read-in-worker.ts';

const query = { ...months, timeZone: 'Europe/Berlin', mostStretches: 1000 };
const text = calendar(berlinHour('20270322T100000'));
const found = {
  busy: [{ startsAt: '2027-03-22T09:00:00.000Z', endsAt: '2027-03-22T10:00:00.000Z' }],
  unread: 0,
};
const endless = calendar(endlessZone, event('DTSTART;TZID=Endless:20270322T100000', 'DURATION:PT1H'));

function startReader(bounds: Partial<BusyReaderBounds> = {}) {
  const reader = createBusyReader(bounds);
  onTestFinished(() => reader.close());
  return reader;
}

test('reads calendars one after the other', async () => {
  const reader = startReader();
  const reading = [text, 'no calendar', text].map((one) => reader.read(one, query));
  expect(await Promise.all(reading)).toEqual([found, { problem: 'not_a_calendar' }, found]);
});

test('one that does not end is ended; those that waited are read, and the service did not stand still', async () => {
  const reader = startReader({ time: 2000 });
  expect(await reader.read(text, query)).toEqual(found);
  const ownTime = startOwnTime();
  const [bad, good] = await Promise.all([reader.read(endless, query), reader.read(text, query)]);
  expect([bad, good]).toEqual([{ problem: 'too_many_events' }, found]);
  // Of two seconds and more, on a machine that may be busy.
  expect(ownTime()).toBeGreaterThan(200);
});

test('one that takes more memory than it may is ended', async () => {
  const reader = startReader({ time: 120_000, memory: 64 });
  expect(await reader.read(endless, query)).toEqual({ problem: 'too_many_events' });
  expect(await reader.read(text, query)).toEqual(found);
});

test('closing ends what is being read, and nothing is read after it', async () => {
  const reader = startReader({ time: 120_000 });
  await reader.read(text, query);
  const reading = expect(reader.read(endless, query)).rejects.toThrow('ended');
  const waiting = expect(reader.read(text, query)).rejects.toThrow('closed');
  await setImmediate();
  await reader.close();
  await Promise.all([reading, waiting]);
  await expect(reader.read(text, query)).rejects.toThrow('closed');
  await reader.close();
});

test('a fault of ours is no word of a calendar, and costs the others nothing', async () => {
  const reader = startReader();
  const floating = calendar(event('DTSTART:20270322T100000', 'DURATION:PT1H'));
  await expect(reader.read(floating, { ...query, timeZone: 'No/Zone' })).rejects.toThrow(/No\/Zone/i);
  expect(await reader.read(text, query)).toEqual(found);
});

test('what is built reads too, and lets its process end', () => {
  const program = `
    import { createBusyReader } from './server/dist/calendars/outside/read-in-worker.js';
    const found = await createBusyReader().read(${JSON.stringify(text)}, ${JSON.stringify(query)});
    console.log(JSON.stringify(found));`;
  const options = { cwd: new URL('../../..', import.meta.url), encoding: 'utf8', timeout: 120_000 } as const;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], options);
  expect(JSON.parse(output)).toEqual(found);
});
