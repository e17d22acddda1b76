/** On a phone: what came of a press is seen without scrolling, and of one's own session joining is the largest thing. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A phone, with six sessions one under the other. */
async function open() {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  for (let at = 0; at < 6; at++) {
    await service.publish('ada', 30 + 24 * at, {
      description: `Open hour ${at}`,
      maxParticipants: 3,
      meetingUrl: 'https://meet.example.edu/ada',
    });
  }
  host.show(
    `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page } = await openWindow(browser, {
    viewport: { width: 390, height: 560 },
    reducedMotion: 'reduce',
  });
  await page.goto(host.origin);
  const row = page.getByRole('listitem').filter({ hasText: 'Open hour 2' });
  await row.waitFor();
  return { page, row };
}

/** How much of it lies above or below what is seen, px. */
function hidden(what: Locator): Promise<number> {
  return what.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.max(0, -top, bottom - innerHeight);
  });
}

it('after booking with a note, and after Undo, the session’s card is in view', async () => {
  const { row } = await open();
  await row.getByRole('button', { name: /^Details, add a note/ }).click();
  await row.getByRole('textbox').fill('About my thesis.\n'.repeat(3));
  const book = row.getByRole('button', { name: /^Book: / });
  // The button is all that she sees of the card when she presses it.
  await book.evaluate((button) => button.scrollIntoView({ block: 'start' }));
  await book.click();
  await row.getByText('You’re in', { exact: true }).waitFor();
  await expect.poll(() => hidden(row.getByText('You’re in', { exact: true }))).toBe(0);
  await expect.poll(() => hidden(row.getByRole('link', { name: 'Join link' }))).toBe(0);

  await row.getByRole('button', { name: /^Cancel: / }).click();
  await row.page().getByRole('button', { name: 'Cancel session' }).click();
  const undo = row.getByRole('button', { name: /^Undo/ });
  await undo.evaluate((button) => button.scrollIntoView({ block: 'start' }));
  await undo.click();
  await row.getByText('You’re in', { exact: true }).waitFor();
  await expect.poll(() => hidden(row.getByText('You’re in', { exact: true }))).toBe(0);
});

it('of one’s own session joining is the largest thing', async () => {
  const { row } = await open();
  await row.getByRole('button', { name: /^Book: / }).click();
  const join = row.getByRole('link', { name: 'Join link' });
  await join.waitFor();
  const size = (what: Locator) =>
    what.evaluate(
      (element) => element.getBoundingClientRect().width * element.getBoundingClientRect().height,
    );
  expect(await size(join)).toBeGreaterThan(await size(row.getByRole('button', { name: /^Cancel: / })));
  expect((await join.boundingBox())?.height).toBeGreaterThanOrEqual(44);
});
