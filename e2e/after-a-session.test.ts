/** What a student sees and has typed about a session, while time goes on, others act, and the connection comes and goes. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestService } from '../server/testing/service.ts';
import { launchBrowser } from './browser.ts';
import { passSession } from './past-session.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const mine = { attributes: ['mine'] };
const minute = 60_000;

/** The page, and the service, a while later. */
async function later(service: TestService, page: Page, minutes: number): Promise<void> {
  service.clock.now += minutes * minute;
  await page.clock.fastForward(minutes * minute);
}

it.each([
  { where: 'among their own', visit: mine },
  { where: 'at the mentor', visit: {} },
])(
  'a private note that is being typed when the session ends stays where it is, $where',
  async ({ visit }) => {
    const { service, open } = await startQueue(browser);
    await passSession(service, ['mira'], true);
    const { page } = await open('mira', { ...visit, prepare: (one) => one.clock.install() });
    await page.getByRole('button', { name: /^Details: / }).click();
    const note = page.getByRole('textbox', { name: 'Private note' });
    await note.pressSequentially('Ask about the thesis');
    await later(service, page, 30);
    await expect.poll(() => page.getByText('How was it?').count()).toBe(1);
    expect(await note.inputValue()).toBe('Ask about the thesis');
    await page.keyboard.type(' again');
    expect(await note.inputValue()).toBe('Ask about the thesis again');
  },
);

it('what was read and typed of a session that ended is not shown to whoever is not signed in', async () => {
  const { service, open } = await startQueue(browser);
  await passSession(service, ['mira'], true);
  const { page } = await open('mira', { prepare: (one) => one.clock.install() });
  await page.getByRole('button', { name: /^Details: / }).click();
  const note = page.getByRole('textbox', { name: 'Private note' });
  await note.pressSequentially('For me alone');
  await later(service, page, 30);
  await expect.poll(() => page.getByText('How was it?').count()).toBe(1);
  await page.locator('alumni-slots').evaluate((element) => element.removeAttribute('token'));
  await note.waitFor({ state: 'detached' });
  expect(await page.locator('.past').count()).toBe(0);
});

it('what was said of attendance while the past was closed and the connection gone is there when it is opened again', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  const { page } = await open('mira', mine);
  const toggle = page.getByRole('button', { name: 'Past sessions' });
  await toggle.click();
  await page.getByRole('button', { name: /^Notes and feedback: / }).waitFor();
  await toggle.click();
  await page.context().setOffline(true);
  await page.getByText(/^Offline/).waitFor();
  await past.mark('mira', 'absent');
  await page.context().setOffline(false);
  await page.getByText('Up to date').waitFor();
  await toggle.click();
  await page.getByText('Marked as absent').waitFor();
});

const students = ['jo', 'kim', 'lee'];

it('a rating that comes while the connection is gone is there when it is back', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service, students);
  await service.publish('ada', 48);
  const { page } = await open('mira');
  await page.getByRole('button', { name: /^Book: / }).waitFor();
  await page.context().setOffline(true);
  await page.getByText(/^Offline/).waitFor();
  for (const who of students) await past.give(who, 4);
  await page.context().setOffline(false);
  await page.getByText('4.0 of 5, from 3 students').waitFor();
});

it('a rating that comes late moves no session', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service, students);
  await service.publish('ada', 48);
  for (const who of students) await past.give(who, 5);
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const prepare = async (one: Page) => {
    // A row that fades in is where it will be only after a while.
    await one.emulateMedia({ reducedMotion: 'reduce' });
    await one.route(/\/rating$/, async (route) => {
      await asked;
      await route.continue();
    });
  };
  const { page } = await open('mira', { prepare });
  const row = page.locator('[part=slot]');
  await row.waitFor();
  const before = await row.boundingBox();
  answer();
  await page.getByText('5.0 of 5, from 3 students').waitFor();
  expect(await row.boundingBox()).toEqual(before);
});

it('an address that is not https is no link, however it came to be kept', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  const addresses = [
    'javascript:alert(1)',
    'http://example.edu/plain',
    'data:text/html,<b>1</b>',
    'https://',
  ];
  const good = { url: 'https://example.edu/good', label: 'Good' };
  await past.write('See below', [good]);
  const links = JSON.stringify([good, ...addresses.map((url) => ({ url, label: null }))]);
  await service.database.write(({ kysely }) =>
    kysely.updateTable('session_notes').set({ links }).where('slot_id', '=', past.slot.id).execute(),
  );
  const { page } = await open('mira', mine);
  await page.getByRole('button', { name: 'Past sessions' }).click();
  await page.getByRole('button', { name: /^Notes and feedback: / }).click();
  for (const address of addresses) await page.getByText(address, { exact: true }).waitFor();
  const hrefs = await page
    .locator('.record a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(hrefs).toEqual([good.url]);
  expect(await page.locator('.record a').getAttribute('rel')).toBe('noopener noreferrer');
});
