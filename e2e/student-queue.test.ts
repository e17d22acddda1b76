/** Students wait in line for a seat, and see it become theirs. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueing } from '../server/testing/queueing.ts';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function begin(env: Record<string, string> = {}) {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin, ...env } });
  const open = async (who: string): Promise<Page> => {
    const token = service.token(who, 'student');
    host.show(`<alumni-slots alumni-id="ada" time-zone="UTC" token="${token}"></alumni-slots>`, service.url);
    const { page } = await openWindow(browser);
    await page.goto(host.origin);
    return page;
  };
  return { service, open, ...queueing(service) };
}

it('one cancels, and the other, who waits, sees the seat become theirs', async () => {
  const { service, open } = await begin();
  const slot = await service.publish('ada', 72);
  await service.book('jo', slot.id);
  const waiting = await open('mira');
  await waiting.getByRole('button', { name: /^Join the waiting list: / }).click();
  await waiting.getByText('You are 1st in line.', { exact: true }).waitFor();
  await waiting.getByText('1 waiting').waitFor();
  const leaving = await open('jo');
  await leaving.getByRole('button', { name: /^Cancel: / }).click();
  await leaving.getByRole('button', { name: 'Cancel session' }).click();
  await waiting.locator('[part=note]').getByText('You have got a seat.').waitFor();
  await waiting.getByText('You’re in', { exact: true }).waitFor();
  // The seat is somebody else's by now: what is left is to wait.
  await leaving.getByRole('button', { name: /^Wait for a seat: / }).click();
  await leaving.getByText('You are 1st in line.', { exact: true }).waitFor();
});

it('an offer that lapses goes to the third, and is told where it stood', async () => {
  const { service, open, wait, cancel, settleDue, standing } = await begin({
    OFFER_BELOW: '365d',
    OFFER_FOR: '30m',
  });
  const slot = await service.publish('ada', 72);
  await service.book('jo', slot.id);
  await wait('mira', slot.id);
  await wait('noor', slot.id);
  const [second, third] = [await open('mira'), await open('noor')];
  await third.getByText('You are 2nd in line.', { exact: true }).waitFor();
  await cancel('jo', slot.id);
  const held = /^A seat is held for you until /;
  await second.locator('.why').getByText(held).waitFor();
  await expect
    .poll(() => second.locator('[role=status]').allTextContents())
    .toContainEqual(expect.stringMatching(/: A seat is held for you until /));
  service.clock.now += 31 * 60_000;
  await settleDue();
  await second
    .getByText('The seat that was held for you went to the next in line.', { exact: true })
    .waitFor();
  await third.getByRole('button', { name: /^Take it: / }).click();
  await third.getByText('You’re in', { exact: true }).waitFor();
  expect(await standing('noor', slot.id)).toBe('confirmed');
});
