/** A student's sessions on paper. */
import { expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

it('UX 20: prints the booked sessions as a plain list with the zone, without buttons, dark on white', async () => {
  const browser = await launchBrowser();
  const host = await startHostPage();
  const service = await startService({
    env: { ALLOWED_ORIGINS: host.origin },
    now: '2027-06-28T10:00:00Z',
  });
  const at = { date: '2027-07-01', startTime: '14:00', endTime: '14:30', timeZone: 'Europe/London' };
  const { id } = await service.publish('ada', 0, { ...at, description: 'CV review' });
  await service.book('mira', id);
  const asked = await service.publish('grace', 0, { ...at, date: '2027-07-02', requiresApproval: true });
  await service.book('mira', asked.id);
  host.show(
    `<alumni-slots mine theme="dark" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page } = await openWindow(browser, { colorScheme: 'dark' });
  await page.goto(host.origin);
  const rows = page.getByRole('listitem');
  await rows.nth(1).waitFor();
  const buttons = page.locator('alumni-slots button:visible');
  expect(await buttons.count()).toBeGreaterThan(0);
  await page.emulateMedia({ media: 'print' });
  expect(await buttons.count()).toBe(0);
  expect(await page.getByText('Your time, London').isVisible()).toBe(true);
  const told = (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  expect(told[0]).toMatch(/^14:00 – 14:30 You’re in with ada \(name\) · CV review in 3 days$/);
  expect(told[1]).toMatch(/^14:00 – 14:30 Waiting for confirmation with grace \(name\)/);
  const ink = await page
    .locator('.time')
    .first()
    .evaluate((time) => getComputedStyle(time).color);
  const [light = 1] = /oklch\(([\d.]+)/.exec(ink)?.slice(1).map(Number) ?? [
    Math.max(...(ink.match(/\d+/g) ?? []).slice(0, 3).map(Number)) / 255,
  ];
  expect(light).toBeLessThan(0.4);
  await browser.close();
});
