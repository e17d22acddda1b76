/** An address that somebody types leads people elsewhere: https and nothing else, in every call that takes one. */
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

let service: TestService;
/** Of ada's: one ahead, and one that runs. */
let ahead: SlotView;
let running: SlotView;
beforeAll(async () => {
  service = await startService({ shared: true, now: '2026-11-24T10:00:00.000Z' });
  running = await service.publish('ada', 1);
  ahead = await service.publish('ada', 48, { meetingUrl: 'https://meet.example.edu/room' });
  service.clock.now = Date.parse(running.startsAt) + 60_000;
  return service.close;
});

const day = { date: '2026-12-01', startTime: '09:00', endTime: '10:00' };
/** Every place where an address can be typed. */
const places: Record<string, (url: string) => [method: string, path: string, body: object]> = {
  'a new session': (meetingUrl) => ['POST', '/api/slots', { ...day, meetingUrl }],
  'a series': (meetingUrl) => [
    'POST',
    '/api/slots',
    { ...day, date: '2026-12-02', meetingUrl, repeat: { every: 'week', count: 2 } },
  ],
  'what a session would be': (meetingUrl) => ['POST', '/api/slots/preview', { ...day, meetingUrl }],
  'a change of a session': (meetingUrl) => ['PATCH', `/api/slots/${ahead.id}`, { meetingUrl }],
  'notes of a session': (url) => [
    'PUT',
    `/api/slots/${running.id}/session-notes`,
    { text: '', links: [{ url: 'https://example.edu/good' }, { url, label: 'Slides' }] },
  ],
  'calendars elsewhere': (url) => ['PUT', '/api/busy-calendars', { calendars: [{ url, label: 'Work' }] }],
};

const refused = [
  ...[
    'http://example.edu/',
    'HTTP://example.edu/',
    '//example.edu/',
    '/room',
    'example.edu',
    'mailto:ada@example.edu',
  ],
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'vbscript:x',
  ],
  ...['javascript://example.edu/%0aalert(1)', 'javascript:https://example.edu/', '\u0001javascript:alert(1)'],
  ...[
    'data:text/html,<script>alert(1)</script>',
    'data:text/html;base64,PHNjcmlwdD4=',
    'blob:https://example.edu/1',
  ],
  ...['file:///etc/passwd', 'ftp://example.edu/', 'ws://example.edu/', 'view-source:https://example.edu/'],
  ...[
    'https:',
    'https://',
    'https:///',
    'https://[',
    'https://exa mple.edu/',
    'https://example.edu/\nx',
    'https:example.edu',
  ],
  ...['https://example.edu\\@evil.example:x/', 'https://ada:secret@example.edu/', 'https://ada@example.edu/'],
  ...[
    'https://%00/',
    'https://example.edu:99999/',
    '&#106;avascript:alert(1)',
    'intent://example.edu/#Intent;end',
  ],
];

test.each(Object.keys(places))('%s', async (place) => {
  const ask = (url: string) => {
    const [method, path, body] = places[place]?.(url) ?? ['', '', {}];
    return service.call(method, path, { token: service.token('ada', 'alumni'), body });
  };
  const answers = [];
  for (const url of refused) answers.push([url, (await ask(url)).status]);
  expect(answers).toEqual(refused.map((url) => [url, 400]));
  expect((await ask('https://example.edu/a?b=c')).status).toBeLessThan(300);
});
