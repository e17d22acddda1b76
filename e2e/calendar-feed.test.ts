/** Students and alumni follow their sessions in the calendar that they keep: an address is made, given away, replaced and stopped. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Visit {
  page: Page;
  service: TestService;
  dialog: Locator;
  complaints: string[];
}

/** A page of `person` on which "Subscribe in your calendar" has been pressed, and has been answered. */
async function openFeed(tag: string, person: string, role: string): Promise<Visit> {
  const host = await startHostPage();
  const service = await startService({
    now: '2027-06-28T10:00:00Z',
    env: { ALLOWED_ORIGINS: host.origin },
  });
  const { id } = await service.publish('ada', 30, { description: 'CV review' });
  await service.book('mira', id);
  const token = service.token(person, role, { exp: 4_000_000_000 });
  host.show(`<${tag} mine token="${token}"></${tag}>`, service.url);
  const { page, complaints } = await openWindow(browser, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.goto(host.origin);
  const dialog = page.getByRole('dialog', { name: 'Subscribe in your calendar' });
  await opener(page).press('Enter');
  await dialog.getByRole('heading').and(page.locator(':focus')).waitFor();
  return { page, service, dialog, complaints };
}

const opener = (page: Page) => page.getByRole('button', { name: 'Subscribe in your calendar' });

async function make({ dialog }: Visit): Promise<string> {
  await dialog.getByRole('button', { name: 'Make an address' }).press('Enter');
  const field = dialog.getByLabel('Address');
  await field.waitFor();
  return field.inputValue();
}

/** Closes the dialog, which gives the focus back, and opens it once more. */
async function reopen({ page }: Visit): Promise<void> {
  await page.keyboard.press('Escape');
  // Not by its role, which it has lost before the element hears of it.
  await page.locator('dialog').waitFor({ state: 'detached' });
  await opener(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
}

/** What a calendar gets there. */
async function read(address: string): Promise<number> {
  return (await fetch(address)).status;
}

it.each([
  ['alumni-slots', 'mira', 'student'],
  ['mentor-calendar', 'ada', 'alumni'],
])('<%s> makes an address, shows it once, and hands it to calendars', async (tag, person, role) => {
  const visit = await openFeed(tag, person, role);
  const { page, service, dialog, complaints } = visit;
  await dialog.getByText('It may lag by up to a day').waitFor();
  await dialog.getByText('Treat it like a password.').waitFor();
  const address = await make(visit);
  expect(address).toMatch(new RegExp(`^${service.url}/calendars/[\\w-]{22}\\.ics$`));
  expect(await (await fetch(address)).text()).toContain('CV review');

  // It has the focus and is selected, so that it can be copied at once.
  await dialog.getByLabel('Address').and(page.locator(':focus')).waitFor();
  const webcal = address.replace('http:', 'webcal:');
  const links = await dialog
    .getByRole('link')
    .evaluateAll((all) =>
      all.map((link) => [
        link.getAttribute('aria-label') ?? link.textContent,
        (link as HTMLAnchorElement).href,
      ]),
    );
  const title = tag === 'alumni-slots' ? 'Mentoring sessions' : 'Your mentoring calendar';
  const outlook = `/calendar/0/addfromweb?${new URLSearchParams({ url: address, name: title })}`;
  expect(links).toEqual([
    [
      'Google (opens a new tab)',
      `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcal)}`,
    ],
    ['Outlook.com (opens a new tab)', `https://outlook.live.com${outlook}`],
    ['Office 365 (opens a new tab)', `https://outlook.office.com${outlook}`],
    ['Apple', webcal],
  ]);
  await dialog.getByRole('button', { name: 'Copy' }).press('Enter');
  await dialog.getByRole('status').getByText('Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  // Closed, it is gone for good; the focus is back where it was.
  await reopen(visit);
  await dialog.getByText('You have had an address since Monday, 28 June 2027.').waitFor();
  await dialog.getByText('Last read this minute.').waitFor();
  expect(await page.locator(tag).evaluate((element) => element.shadowRoot?.innerHTML)).not.toContain(
    address.split('/').at(-1),
  );
  expect(complaints).toEqual([]);
});

it('a new address asks first, and takes the place of the old one', async () => {
  const visit = await openFeed('alumni-slots', 'mira', 'student');
  const { page, dialog } = visit;
  const old = await make(visit);
  await reopen(visit);
  await dialog.getByText('Not read yet.').waitFor();
  const renew = dialog.getByRole('button', { name: 'Make a new address' });
  await renew.press('Enter');
  await dialog.getByText('calendars that follow it must be given the new one').waitFor();
  const keep = dialog.getByRole('button', { name: 'Keep the address' }).and(page.locator(':focus'));
  await keep.waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('Not read yet.').waitFor();
  expect(await read(old)).toBe(200);

  await renew.press('Enter');
  await keep.waitFor();
  await renew.press('Enter');
  const address = await dialog.getByLabel('Address').inputValue();
  expect(address).not.toBe(old);
  expect([await read(old), await read(address)]).toEqual([404, 200]);
});

it('stopping asks first, and says that it is done', async () => {
  const visit = await openFeed('alumni-slots', 'mira', 'student');
  const { page, dialog } = visit;
  const address = await make(visit);
  await reopen(visit);
  await dialog.getByRole('button', { name: 'Stop' }).press('Enter');
  await dialog.getByText('no longer get your sessions').waitFor();
  await dialog.getByRole('button', { name: 'Keep the address' }).and(page.locator(':focus')).waitFor();
  expect(await read(address)).toBe(200);
  await dialog.getByRole('button', { name: 'Stop' }).press('Enter');
  await dialog.getByRole('status').getByText('Stopped. The address leads nowhere now.').waitFor();
  await dialog.getByRole('heading').and(page.locator(':focus')).waitFor();
  expect(await read(address)).toBe(404);
  await make(visit);
});

it('what cannot be reached is said in the dialog, and another press helps', async () => {
  const visit = await openFeed('alumni-slots', 'mira', 'student');
  const { page, dialog } = visit;
  await page.route('**/api/calendar-feed', (route) => route.abort());
  await reopen(visit);
  await dialog.getByRole('alert').getByText('The service cannot be reached.').waitFor();
  await page.unroute('**/api/calendar-feed');
  await dialog.getByRole('button', { name: 'Try again' }).press('Enter');
  await dialog.getByRole('button', { name: 'Make an address' }).waitFor();
  expect(await dialog.getByRole('alert').textContent()).toMatch(/^\s*$/);
});

it('an answer that is still to come when the dialog is closed does not keep the next one from being asked for', async () => {
  const visit = await openFeed('alumni-slots', 'mira', 'student');
  const { page, dialog } = visit;
  let answerFirst = () => {};
  const held = new Promise<void>((resolve) => {
    answerFirst = resolve;
  });
  let count = 0;
  await page.route('**/api/calendar-feed', async (route) => {
    if (count++) return route.continue();
    await held;
    return route.abort();
  });
  const asked = page.waitForRequest('**/api/calendar-feed');
  await reopen(visit);
  await asked;
  await reopen(visit);
  const make = dialog.getByRole('button', { name: 'Make an address' });
  await make.waitFor();
  // Nor does it say anything once it has come.
  const failed = page.waitForEvent('requestfailed');
  answerFirst();
  await failed;
  await make.press('Enter');
  await dialog.getByLabel('Address').waitFor();
  expect(await dialog.getByRole('alert').textContent()).toMatch(/^\s*$/);
});
