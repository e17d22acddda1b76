/** Nobody is refused what nobody asked for: the console of whoever looks stays clean, whatever their role. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each([
  { who: 'nobody', roles: null, book: 'Sign in to book', says: 'Sign in to see your calendar' },
  { who: 'an alumna', roles: 'alumni', says: 'Your availability' },
  { who: 'an admin', roles: 'admin', says: 'Your availability' },
  { who: 'a student', roles: 'student', book: 'Book', says: 'This calendar is for alumni' },
  { who: 'a student who mentors', roles: ['student', 'alumni'], book: 'Book', says: 'Your availability' },
  { who: 'somebody without a role', roles: [], says: 'This calendar is for alumni' },
])(
  'a page with both elements is quiet for $who, who is asked for nothing in vain',
  async ({ roles, book, says }) => {
    const host = await startHostPage();
    const service = await startService({
      env: {
        ALLOWED_ORIGINS: host.origin,
        JWT_ROLE_CLAIM: 'portal.groups',
        JWT_ROLE_MAP: 'learner=student,alumni=alumni,admin=admin',
      },
      now: '2026-11-24T08:00:00Z',
    });
    const groups = (role: string | readonly string[]) => ({
      portal: { groups: [role].flat().map((one) => (one === 'student' ? 'learner' : one)) },
    });
    const publisher = service.token('ada', 'alumni', groups('alumni'));
    await service.call('POST', '/api/slots', {
      token: publisher,
      body: { date: '2026-11-26', startTime: '10:00', endTime: '10:30' },
    });
    const token = roles ? `token="${service.token('mira', 'none', groups(roles))}"` : '';
    host.show(
      `<mentor-calendar ${token}></mentor-calendar><alumni-slots alumni-id="ada" ${token}></alumni-slots><alumni-slots mine ${token}></alumni-slots>`,
      service.url,
    );
    const { page, complaints } = await openWindow(browser);
    const refused: string[] = [];
    page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
    await page.goto(host.origin);
    const [calendar, slots] = [page.locator('mentor-calendar'), page.locator('alumni-slots').first()];
    await calendar.getByText(says).first().waitFor();
    if (book) await slots.getByRole('button', { name: new RegExp(`^${book}: Thu 26 Nov`) }).waitFor();
    else {
      await slots.getByText('Only students can book sessions.').waitFor();
      await slots.getByRole('listitem', { name: /^Thu 26 Nov/ }).waitFor();
      expect(await slots.getByRole('button', { name: /^Book/ }).count()).toBe(0);
    }
    expect({ refused, complaints }).toEqual({ refused: [], complaints: [] });
  },
);
