/** What a student sees and has typed about a session, while time goes on, others act, and the connection comes and goes. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestService } from '../server/testing/service.ts';
import { launchBrowser } from './browser.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const mine = { attributes: ['mine'] };
const minute = 60_000;

/** A session of Ada's with mira in it, that has ended an hour ago. */
async function pastSession(service: TestService, fields: Record<string, unknown> = {}): Promise<SlotView> {
  const slot = await service.publish('ada', 1, { maxParticipants: 5, ...fields });
  await service.book('mira', slot.id);
  service.clock.now = Date.parse(slot.endsAt) + 60 * minute;
  return slot;
}

/** Something that Ada does about a session. */
function asAda(service: TestService, method: string, path: string, body?: object) {
  return service.call(method, path, { token: service.token('ada', 'alumni'), body });
}

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
    const slot = await service.publish('ada', 1);
    await service.book('mira', slot.id);
    service.clock.now = Date.parse(slot.startsAt) + 5 * minute;
    const { page } = await open('mira', { ...visit, prepare: (one) => one.clock.install() });
    await page.getByRole('button', { name: /^Details: / }).click();
    const note = page.getByRole('textbox', { name: 'Private note' });
    await note.pressSequentially('Ask about the thesis');
    await later(service, page, 26);
    await expect.poll(() => page.getByText('How was it?').count()).toBe(1);
    expect(await note.inputValue()).toBe('Ask about the thesis');
    await page.keyboard.type(' again');
    expect(await note.inputValue()).toBe('Ask about the thesis again');
  },
);

it('what was read and typed of a session that ended is not shown to whoever is not signed in', async () => {
  const { service, open } = await startQueue(browser);
  const slot = await service.publish('ada', 1);
  await service.book('mira', slot.id);
  service.clock.now = Date.parse(slot.startsAt) + 5 * minute;
  const { page } = await open('mira', { prepare: (one) => one.clock.install() });
  await page.getByRole('button', { name: /^Details: / }).click();
  const note = page.getByRole('textbox', { name: 'Private note' });
  await note.pressSequentially('For me alone');
  await later(service, page, 26);
  await expect.poll(() => page.getByText('How was it?').count()).toBe(1);
  await page.locator('alumni-slots').evaluate((element) => element.removeAttribute('token'));
  await note.waitFor({ state: 'detached' });
  expect(await page.locator('.past').count()).toBe(0);
});

it('what was said of attendance while the past was closed and the connection gone is there when it is opened again', async () => {
  const { service, open, booking } = await startQueue(browser);
  const slot = await pastSession(service);
  const { page } = await open('mira', mine);
  const toggle = page.getByRole('button', { name: 'Past sessions' });
  await toggle.click();
  await page.getByRole('button', { name: /^Notes and feedback: / }).waitFor();
  await toggle.click();
  await page.context().setOffline(true);
  await page.getByText(/^Offline/).waitFor();
  const { id } = (await booking('mira', slot.id)) ?? { id: '' };
  const path = `/api/slots/${slot.id}/bookings/${id}/attendance`;
  expect((await asAda(service, 'PUT', path, { attendance: 'absent' })).status).toBe(200);
  await page.context().setOffline(false);
  await page.getByText('Up to date').waitFor();
  await toggle.click();
  await page.getByText('Marked as absent').waitFor();
});

/** Stars of so many students. */
async function giveStars(service: TestService, slotId: string, students: readonly string[], stars: number) {
  for (const who of students) {
    const options = { token: service.token(who, 'student'), body: { stars } };
    expect((await service.call('PUT', `/api/slots/${slotId}/feedback`, options)).status).toBe(200);
  }
}

it('a rating that comes while the connection is gone is there when it is back', async () => {
  const { service, open } = await startQueue(browser);
  const slot = await service.publish('ada', 1, { maxParticipants: 5 });
  for (const who of ['jo', 'kim', 'lee']) await service.book(who, slot.id);
  await service.publish('ada', 48);
  service.clock.now = Date.parse(slot.endsAt) + minute;
  const { page } = await open('mira');
  await page.getByRole('button', { name: /^Book: / }).waitFor();
  await page.context().setOffline(true);
  await page.getByText(/^Offline/).waitFor();
  await giveStars(service, slot.id, ['jo', 'kim', 'lee'], 4);
  await page.context().setOffline(false);
  await page.getByText('4.0 of 5, from 3 students').waitFor();
});

it('a rating that comes late moves no session', async () => {
  const { service, open } = await startQueue(browser);
  const slot = await service.publish('ada', 1, { maxParticipants: 5 });
  for (const who of ['jo', 'kim', 'lee']) await service.book(who, slot.id);
  await service.publish('ada', 48);
  service.clock.now = Date.parse(slot.endsAt) + minute;
  await giveStars(service, slot.id, ['jo', 'kim', 'lee'], 5);
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
  const slot = await pastSession(service);
  const addresses = [
    'javascript:alert(1)',
    'http://example.edu/plain',
    'data:text/html,<b>1</b>',
    'https://',
  ];
  const path = `/api/slots/${slot.id}/session-notes`;
  const good = { url: 'https://example.edu/good', label: 'Good' };
  expect((await asAda(service, 'PUT', path, { text: 'See below', links: [good] })).status).toBe(200);
  const links = JSON.stringify([good, ...addresses.map((url) => ({ url, label: null }))]);
  await service.database.write(({ kysely }) =>
    kysely.updateTable('session_notes').set({ links }).where('slot_id', '=', slot.id).execute(),
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
