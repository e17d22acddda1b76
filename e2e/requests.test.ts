/** An alumna sees that somebody waits for her answer, wherever she looks, and answers in place. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type CalendarPage, openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type Before = Parameters<Parameters<typeof openCalendar>[1]>[0];

/** Two requests in two sessions, neither of them on the day that is shown first. */
async function seedTwo({ publish, service }: Before): Promise<void> {
  const asked = { requiresApproval: true, maxParticipants: 3 };
  const review = await publish('2027-03-02', '10:00', '11:00', { ...asked, description: 'CV review' });
  await service.book('mira', review.id, 'About my thesis');
  const open = await publish('2027-03-09', '18:00', '19:00', { ...asked, description: 'Open hour' });
  await service.book('jo', open.id);
}

const requests = (page: Page) => page.getByRole('region', { name: /to answer$|answered\.$/ });

it('requests stand above the month with who, when and what, and are answered there', async () => {
  const { page, service, complaints } = await openCalendar(browser, seedTwo);
  const top = page.getByRole('region', { name: '2 requests to answer' });
  await top.waitFor();
  const [first, second] = [0, 1].map((at) => requests(page).getByRole('listitem').nth(at)) as [
    Locator,
    Locator,
  ];
  await first.getByText('mira (name)').waitFor();
  await first.getByText('Tue 2 Mar, 10:00 – 11:00').waitFor();
  await first.getByText('CV review').waitFor();
  await first.getByText('About my thesis').waitFor();
  await second.getByText('Tue 9 Mar, 18:00 – 19:00').waitFor();

  // Declined after the question; the focus stays among the requests, and what came of it stands there.
  await second.getByRole('button', { name: /^Decline jo/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Decline jo (name)?' });
  await dialog.getByRole('button', { name: 'Decline request' }).click();
  await page
    .getByRole('region', { name: '1 request to answer' })
    .getByText('jo (name) was declined')
    .waitFor();
  await requests(page).locator(':focus').waitFor();

  // Confirmed by keyboard; then none is left, and the focus is still there.
  await first.getByRole('button', { name: 'Confirm mira (name), Tue 2 Mar, 10:00 – 11:00' }).focus();
  await page.keyboard.press('Enter');
  const none = page.getByRole('region', { name: 'Every request is answered.' });
  await none.getByText('mira (name) is in.').waitFor();
  await none.locator(':focus').waitFor();
  const { body } = await service.call<{ bookings: object[] }>('GET', '/api/slots/my-bookings', {
    token: service.token('mira', 'student'),
  });
  expect(body.bookings).toMatchObject([{ status: 'confirmed' }]);
  // With the next thing that she does it is gone.
  await page.getByRole('button', { name: 'Today' }).click();
  await none.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('the month and what comes next say that somebody asks', async () => {
  const { page, day } = await openCalendar(browser, seedTwo);
  await day('2027-03-02')
    .getByText(/2 March 2027, 1 session, 2 seats free, 1 request to answer$/)
    .waitFor();
  expect((await day('2027-03-02').locator('.asks').textContent())?.trim()).toBe('1');
  expect(await day('2027-03-03').locator('.asks').count()).toBe(0);
  const upcoming = page.getByRole('region', { name: 'Upcoming sessions' }).getByRole('listitem');
  await upcoming.first().getByText('mira (name) asks for a seat').waitFor();
  await page.getByRole('button', { name: /^Confirm mira/ }).click();
  await day('2027-03-02')
    .getByText(/1 session, 2 seats free$/)
    .waitFor();
  await expect.poll(() => upcoming.first().textContent()).toMatch(/mira \(name\)\s*$/);
});

it('a session with several tells how many come and how many ask', async () => {
  const { page } = await openCalendar(browser, async ({ publish, service }) => {
    const slot = await publish('2027-03-02', '10:00', '11:00', { maxParticipants: 5 });
    for (const who of ['mira', 'noor']) await service.book(who, slot.id);
    await service.call('PATCH', `/api/slots/${slot.id}`, {
      token: service.token('ada', 'alumni'),
      body: { requiresApproval: true },
    });
    await service.book('jo', slot.id);
  });
  const upcoming = page.getByRole('region', { name: 'Upcoming sessions' }).getByRole('listitem');
  await upcoming.getByText('2 students').waitFor();
  await upcoming.getByText('1 to confirm').waitFor();
});

it('a request that comes while she looks is shown and spoken, and moves nobody; one that is withdrawn goes', async () => {
  let slot: Awaited<ReturnType<CalendarPage['publish']>> | undefined;
  const { page, service } = await openCalendar(browser, async ({ publish }) => {
    slot = await publish('2027-03-02', '10:00', '11:00', { requiresApproval: true, maxParticipants: 3 });
  });
  const add = page.getByRole('button', { name: /^Add availability/ });
  await add.focus();
  await service.book('mira', slot?.id ?? '');
  await page.getByRole('region', { name: '1 request to answer' }).waitFor();
  await expect
    .poll(async () => (await page.locator('mentor-calendar [role=status]').allTextContents()).join())
    .toMatch(/1 request to answer/);
  expect(await add.evaluate((button) => button.matches(':focus'))).toBe(true);
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('mira', 'student'),
    body: { slotId: slot?.id },
  });
  await requests(page).waitFor({ state: 'detached' });
});

it('of many the first three are spelled out, and the others a press away', async () => {
  const { page } = await openCalendar(browser, async ({ publish, service }) => {
    const slot = await publish('2027-03-02', '10:00', '11:00', {
      requiresApproval: true,
      maxParticipants: 9,
    });
    for (const who of ['a', 'b', 'c', 'd', 'e']) await service.book(who, slot.id);
  });
  const top = page.getByRole('region', { name: '5 requests to answer' });
  await expect.poll(() => top.getByRole('button', { name: /^Confirm/ }).count()).toBe(3);
  await top.getByText('2 more').click();
  await expect.poll(() => top.getByRole('button', { name: /^Confirm/ }).count()).toBe(5);
});
