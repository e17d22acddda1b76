/** A `<mentor-calendar>` on a host's page, under a strict policy, with a service whose clock stands in March 2027. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startService, type TestService } from '../server/testing/service.ts';
import { openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

export interface CalendarPage {
  page: Page;
  service: TestService;
  /** What the browser complained about. */
  complaints: string[];
  day(date: string): Locator;
  /** The sessions of the chosen day. */
  sessions: Locator;
  /** Publishes in London's time for ada, who owns the calendar. */
  publish(date: string, startTime: string, endTime: string, fields?: object): Promise<SlotView>;
  repeat(fields: object): Promise<SlotView[]>;
  /** Everything of ada's in March to May. */
  all(): Promise<SlotView[]>;
}

/** Monday, 09:00 in London. */
const now = '2027-03-01T09:00:00.000Z';

/** Opens it after `before` has filled the service. */
export async function openCalendar(
  browser: Browser,
  before: (calendar: Pick<CalendarPage, 'service' | 'publish' | 'repeat'>) => Promise<void>,
  {
    attributes = '',
    viewer = ['ada', 'alumni'],
    env = {},
    ...options
  }: BrowserContextOptions & {
    attributes?: string;
    /** Who looks at the calendar, and in which role. */
    viewer?: [id: string, role: string];
    env?: Record<string, string>;
  } = {},
): Promise<CalendarPage> {
  const host = await startHostPage();
  const service = await startService({ now, env: { ALLOWED_ORIGINS: host.origin, ...env } });
  const token = service.token('ada', 'alumni');
  const send = async <T>(body: object) => {
    const answer = await service.call<T>('POST', '/api/slots', { token, body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const timeZone = 'Europe/London';
  const publish: CalendarPage['publish'] = (date, startTime, endTime, fields = {}) =>
    send({ date, startTime, endTime, timeZone, ...fields });
  const repeat = async (fields: object) =>
    (await send<{ slots: SlotView[] }>({ startTime: '14:00', endTime: '15:00', timeZone, ...fields })).slots;
  await before({ service, publish, repeat });
  host.show(
    `<mentor-calendar time-zone="${timeZone}" token="${service.token(...viewer)}" ${attributes}></mentor-calendar>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser, options);
  await page.goto(host.origin);
  await page.getByRole('grid').waitFor();
  await page.locator('.dot.live').first().waitFor({ state: 'attached' });
  return {
    page,
    service,
    complaints,
    day: (date) => page.locator(`td[data-day="${date}"]`),
    sessions: page.locator('[part~=session]'),
    publish,
    repeat,
    async all() {
      const { body } = await service.call<{ slots: SlotView[] }>(
        'GET',
        '/api/slots/my-slots?from=2027-03-01&to=2027-05-31&limit=500',
        { token },
      );
      return body.slots;
    },
  };
}

/** `date start` of each, soonest first. */
export function timesOf(slots: readonly SlotView[]): string[] {
  return slots.map(({ date, startTime }) => `${date} ${startTime}`);
}
