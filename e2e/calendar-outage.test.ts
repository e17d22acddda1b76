/** What the calendar says while the service cannot be reached: and for how long. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const unreachable = /^The service cannot be reached/;

it('a dialog, and a request that was answered, say that the service cannot be reached only until it can', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ publish, service }) => {
    const asked = await publish('2027-03-05', '10:00', '11:00', { requiresApproval: true });
    await service.book('mira', asked.id);
    await publish('2027-03-05', '14:00', '15:00');
  });
  await day('2027-03-05').click();
  // Each dialog has been here before: its file is not what cannot be reached.
  const edit = sessions.nth(1).getByRole('button', { name: /^Edit/ });
  await edit.click();
  await page.keyboard.press('Escape');
  const decline = page.locator('[part=requests]').getByRole('button', { name: /^Decline/ });
  await decline.click();
  await page.keyboard.press('Escape');
  await page.context().setOffline(true);
  await page.getByText(/^Offline\./).waitFor();

  const confirm = page.locator('[part=requests]').getByRole('button', { name: /^Confirm/ });
  await confirm.click();
  const note = page.locator('[part=requests] [part=note]').getByText(unreachable);
  await note.waitFor();
  await edit.click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.getByLabel('What is it about').fill('Open hour');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByRole('alert').getByText(unreachable).waitFor();
  await page.context().setOffline(false);
  await page.getByText('Up to date', { exact: true }).waitFor();
  await form.getByRole('alert').getByText(unreachable).waitFor({ state: 'detached' });
  expect(await form.getByLabel('What is it about').inputValue()).toBe('Open hour');
  await note.waitFor({ state: 'detached' });
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.waitFor({ state: 'detached' });
});
