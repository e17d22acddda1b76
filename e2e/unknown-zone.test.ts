/** Zones that the browser does not know: the device's own, and the one in which a session was published. */
import { expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

it('times are told in UTC, and said to be, where the browser does not know the zone of the device', async () => {
  const browser = await launchBrowser({ TZ: 'Mars/Phobos' });
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show(
    `<alumni-slots alumni-id="ada"></alumni-slots>
     <mentor-calendar token="${service.token('ada', 'alumni')}"></mentor-calendar>`,
    service.url,
  );
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(host.origin);
  await page.locator('alumni-slots').getByText('Your time, UTC').waitFor();
  await page.locator('alumni-slots').getByText('Open hour').waitFor();
  await page.locator('mentor-calendar').getByText('Your time, UTC').waitFor();
  await browser.close();
});

it('a session of a zone that only the service knows is told in the viewer’s, and can be booked and edited', async () => {
  const browser = await launchBrowser();
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const date = new Date(service.clock.now + 3 * 86_400_000).toISOString().slice(0, 10);
  const body = { date, startTime: '01:00', endTime: '02:00', timeZone: 'Asia/Kathmandu' };
  await service.publish('ada', 0, { ...body, description: 'Early hour' });
  host.show(
    `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>
     <mentor-calendar token="${service.token('ada', 'alumni')}"></mentor-calendar>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  await page.addInitScript(() => {
    const known = Intl.DateTimeFormat;
    class Older extends known {
      constructor(locale?: string, options?: Intl.DateTimeFormatOptions) {
        if (options?.timeZone === 'Asia/Kathmandu') throw new RangeError('Invalid time zone');
        super(locale, options);
      }
    }
    Object.assign(Intl, { DateTimeFormat: Older });
  });
  await page.goto(host.origin);
  const slots = page.locator('alumni-slots');
  await slots.getByText('Early hour').waitFor();
  await slots.getByRole('button', { name: /^Details/ }).click();
  await slots.getByText('For you', { exact: true }).waitFor();
  await slots.getByRole('button', { name: /^Book: / }).click();
  await slots.getByText('You’re in', { exact: true }).waitFor();
  const calendar = page.locator('mentor-calendar');
  await calendar.locator('[part~=upcoming-session]').getByRole('button').first().click();
  await calendar.getByRole('button', { name: /^Edit/ }).click();
  await calendar.getByRole('dialog').getByLabel('From').waitFor();
  expect(complaints).toEqual([]);
  await browser.close();
});
