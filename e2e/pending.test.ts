/** The elements show a booking only as the service tells it, and tell what others do without getting in the way. */
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

it('UX 41: until the service has answered the button is busy, pressed again it sends nothing, and nothing is shown as booked', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 3 });
  host.show(
    `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page } = await openWindow(browser);
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let sent = 0;
  await page.route('**/api/slots/book', async (route) => {
    if (route.request().method() === 'POST') sent += 1;
    await held;
    await route.continue();
  });
  await page.goto(host.origin);
  const button = page.getByRole('button', { name: /^Book: / });
  await button.click();
  const busy = page.getByRole('button', { name: /^Booking…/ });
  await busy.waitFor();
  expect(await busy.getAttribute('aria-disabled')).toBe('true');
  await busy.click({ force: true });
  await busy.press('Enter');
  expect(await page.getByText('You’re in').count()).toBe(0);
  expect(await page.getByText('3 of 3 seats left').count()).toBe(1);
  release();
  await page.getByText('You’re in', { exact: true }).waitFor();
  await page.getByText('2 of 3 seats left').waitFor();
  expect(sent).toBe(1);
});

it('UX 43: seats that others take show at once, are spoken rarely, and leave the focus where it is', async () => {
  const host = await startHostPage();
  // The clock's leap is not to be taken for a connection that has died: a page whose clock stands does not come back.
  const service = await startService({
    env: { ALLOWED_ORIGINS: host.origin },
    heartbeatSeconds: 3_600,
  });
  const slot = await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 8 });
  host.show(
    `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page } = await openWindow(browser);
  await page.clock.install();
  await page.goto(host.origin);
  await page.getByText('Up to date', { exact: true }).waitFor();
  const details = page.getByRole('button', { name: /^Details/ });
  await details.click();
  const note = page.getByRole('textbox');
  await note.fill('I am writing');
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const status =
      document.querySelector('alumni-slots')?.shadowRoot?.querySelectorAll('[role=status]') ?? [];
    for (const one of status) {
      new MutationObserver(() => {
        const text = one.textContent?.trim();
        if (text && said.at(-1) !== text) said.push(text);
      }).observe(one, { characterData: true, childList: true, subtree: true });
    }
  });
  const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  // Five changes within a second: nobody is told five times. The page's clock goes as the test moves it.
  await page.clock.pauseAt(Date.now() + 60_000);
  for (const [index, student] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    await service.book(student, slot.id);
    await page
      .getByText(`${7 - index} of 8 seats left`)
      .first()
      .waitFor();
    await page.clock.runFor(200);
  }
  await page.clock.runFor(6_000);
  expect(await said()).not.toEqual([]);
  expect((await said()).filter((one) => one.includes('seat')).length).toBeLessThanOrEqual(2);
  expect(await note.inputValue()).toBe('I am writing');
  expect(await note.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(
    true,
  );
});

it('UX 43: after one’s own booking nothing says seats that are no longer so', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const slot = await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 3 });
  host.show(
    `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  const book = page.getByRole('button', { name: /^Book: / });
  await book.focus();
  const spoken = () => page.locator('alumni-slots').locator('[role=status]').allTextContents();
  // One's own booking succeeds when somebody else's is about to be told, or has just been.
  await service.book('noor', slot.id);
  await page.getByText('2 of 3 seats left').waitFor();
  await book.click();
  await page.getByText('1 of 3 seats left').waitFor();
  await expect.poll(async () => (await spoken()).join()).toMatch(/You’re in/);
  await page.waitForTimeout(1_000);
  expect((await spoken()).join()).toMatch(/You’re in/);
  expect((await spoken()).join()).not.toMatch(/seats? left/);
  // What the element said about a session is true for as long as it stands there.
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('noor', 'student'),
    body: { slotId: slot.id },
  });
  await page.getByText('2 of 3 seats left').waitFor();
  await expect.poll(spoken).toContainEqual(expect.stringMatching(/2 seats left/));
  await service.book('noor', slot.id);
  await page.getByText('1 of 3 seats left').waitFor();
  expect((await spoken()).join()).not.toMatch(/2 seats left/);
});
