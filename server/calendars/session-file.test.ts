/** Read by ical.js, which shares no code with what writes it. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-03-15T10:00:00.000Z';
const inLondon = { date: '2027-07-01', startTime: '14:00', endTime: '15:30', timeZone: 'Europe/London' };
const meetingUrl = 'https://meet.example/a,b;c?d=1,2&e=é';

let service: TestService;
let alumni = 0;
beforeAll(async () => {
  service = await startService({ now, shared: true });
  return service.close;
});

async function file(slotId: string, token?: string, headers: Record<string, string> = {}) {
  const options = { headers, ...(token !== undefined && { token }) };
  const answer = await service.call<string>('GET', `/api/slots/${slotId}/session.ics`, options);
  expect(answer.status).toBe(200);
  return answer;
}

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [event, ...others] = calendar.getAllSubcomponents();
  expect(others).toEqual([]);
  expect(event?.name).toBe('vevent');
  const values = Object.fromEntries(
    (event?.getAllProperties() ?? []).map((property) => [property.name, String(property.getFirstValue())]),
  );
  return { calendar, values, names: Object.keys(values) };
}

const publicNames = [
  'uid',
  'sequence',
  'dtstamp',
  'dtstart',
  'dtend',
  'summary',
  'status',
  'created',
  'last-modified',
];

test('a calendar reads when it is, with whom, and about what', async () => {
  const ada = service.token('ada', 'alumni', { name: 'Ada Łoś' });
  const body = { ...inLondon, description: 'CV; cover letter, and more:\nbring both' };
  const { body: slot } = await service.call<{ id: string }>('POST', '/api/slots', { token: ada, body });
  const { body: text, headers } = await file(slot.id);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename="session-2027-07-01.ics"');
  const { calendar, values, names } = read(text);
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(values).toMatchObject({
    uid: `${slot.id}@mentor-slots`,
    sequence: '1',
    dtstamp: '2027-03-15T10:00:00Z',
    // 14:00 in London's summer.
    dtstart: '2027-07-01T13:00:00Z',
    dtend: '2027-07-01T14:30:00Z',
    summary: 'CV; cover letter, and more: · with Ada Łoś',
    description: 'CV; cover letter, and more:\nbring both',
    status: 'CONFIRMED',
  });
  expect(names.sort()).toEqual([...publicNames, 'description'].sort());
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('the place is for the owner and confirmed students, and then nobody keeps the file on the way', async () => {
  const slot = await service.publish('grace', 24, { meetingUrl, maxParticipants: 3 });
  await service.book('sam', slot.id);
  await service.call('PATCH', `/api/slots/${slot.id}`, {
    token: service.token('grace', 'alumni'),
    body: { requiresApproval: true },
  });
  await service.book('kim', slot.id);
  const insiders = [
    service.token('grace', 'alumni'),
    service.token('sam', 'student'),
    service.token('root', 'admin'),
  ];
  for (const token of insiders) {
    const { body, headers } = await file(slot.id, token);
    const { values } = read(body);
    expect(values.location).toBe(meetingUrl);
    expect(values.url).toBe('https://meet.example/a%2Cb%3Bc?d=1%2C2&e=%C3%A9');
    expect(headers.get('cache-control')).toBe('private, no-store');
    // Nobody learns who comes, not even by the file of the owner.
    expect(body).not.toMatch(/sam|kim/);
  }
  for (const token of [undefined, service.token('kim', 'student'), service.token('eve', 'alumni')]) {
    const { body } = await file(slot.id, token);
    expect(read(body).names.sort()).toEqual([...publicNames].sort());
    expect(body).not.toMatch(/meet\.example|sam|kim/);
  }
});

test('without a token it can be asked again with its tag', async () => {
  const slot = await service.publish('tagged', 24);
  const { headers } = await file(slot.id);
  expect(headers.get('cache-control')).toBe('private, no-cache');
  const again = await service.call('GET', `/api/slots/${slot.id}/session.ics`, {
    headers: { 'if-none-match': headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('what changed takes the place of what was: same UID, higher SEQUENCE; called off is CANCELLED', async () => {
  const slot = await service.publish('hedy', 24);
  const token = service.token('hedy', 'alumni');
  const first = read((await file(slot.id)).body).values;
  await service.call('PATCH', `/api/slots/${slot.id}`, { token, body: { description: 'New' } });
  const second = read((await file(slot.id)).body).values;
  await service.book('pat', slot.id);
  await service.call('DELETE', `/api/slots/${slot.id}`, { token, body: { message: 'Am ill' } });
  const { body } = await file(slot.id);
  const third = read(body).values;
  expect(new Set([first.uid, second.uid, third.uid]).size).toBe(1);
  const sequences = [first, second, third].map(({ sequence }) => Number(sequence));
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
  expect([second.status, third.status]).toEqual(['CONFIRMED', 'CANCELLED']);
  expect(body).not.toContain('ill');
});

test('to a student it tells their own booking: pending, confirmed, declined, booked again, cancelled', async () => {
  const slot = await service.publish('mae', 24, { requiresApproval: true, maxParticipants: 2 });
  const mae = service.token('mae', 'alumni');
  const kit = service.token('kit', 'student');
  const told: string[] = [];
  let sequence = 0;
  const look = async () => {
    const { values } = read((await file(slot.id, kit)).body);
    told.push(String(values.status));
    // Calendars leave out a file that is not newer than the one they have.
    expect(Number(values.sequence)).toBeGreaterThan(sequence);
    sequence = Number(values.sequence);
  };
  const settle = async (decision: string) => {
    const { body } = await service.book('kit', slot.id);
    await look();
    const path = `/api/slots/${slot.id}/bookings/${body.id}/${decision}`;
    expect((await service.call('POST', path, { token: mae })).status).toBe(200);
    await look();
  };
  await settle('decline');
  await settle('confirm');
  await service.call('POST', '/api/slots/cancel', { token: kit, body: { slotId: slot.id } });
  await look();
  expect(told).toEqual(['TENTATIVE', 'CANCELLED', 'TENTATIVE', 'CONFIRMED', 'CANCELLED']);
  // Nobody else's file says anything of it.
  for (const token of [undefined, mae, service.token('eve', 'student')])
    expect(read((await file(slot.id, token)).body).values.status).toBe('CONFIRMED');
});

test('a slot that is none has no file', async () => {
  expectProblem(await service.call('GET', '/api/slots/none/session.ics'), 404, 'slot_not_found');
});

test('whatever a name or a description is made of, it stays one, and adds nothing', async () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        ' ',
        ':',
        ';',
        ',',
        '\\',
        '"',
        '\u0085',
        '\u2028',
        '\u0007',
        'é',
        '🎓',
        'END:VEVENT',
      ),
      maxLength: 60,
    }),
  );
  const writable = wild.map((text) => text.replaceAll('\u0000', '').trim()).filter((text) => text !== '');
  const kept = (text: string) =>
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
  await fc.assert(
    fc.asyncProperty(writable, writable, async (name, description) => {
      const token = service.token(`wild ${++alumni}`, 'alumni', { name });
      const { body: slot } = await service.call<{ id: string; alumniName: string; description: string }>(
        'POST',
        '/api/slots',
        { token, body: { ...inLondon, description } },
      );
      const { values, names } = read((await file(slot.id)).body);
      expect(values.summary).toMatch(/ · with /);
      if (kept(description) !== '') expect(values.description).toBe(kept(slot.description));
      expect(names.filter((each) => each !== 'description').sort()).toEqual([...publicNames].sort());
    }),
    { numRuns: 60 },
  );
});
