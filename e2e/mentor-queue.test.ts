/** An alumna sees who waits for a seat, takes somebody out, makes room, and offers seats elsewhere when she calls off. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueing } from '../server/testing/queueing.ts';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const date = '2027-03-04';
const when = [date, '10:00', '11:00'] as const;

/** Opens a calendar on a session for two that is full, for which these wait. */
async function withQueue(waiting: readonly string[], fields: object = {}, on = date, at = '10:00') {
  let slotId = '';
  const calendar = await openCalendar(browser, async ({ publish, service }) => {
    const slot = await publish(on, at, '19:00', { description: 'Open hour', maxParticipants: 2, ...fields });
    slotId = slot.id;
    for (const who of ['mira', 'jo']) await service.book(who, slotId);
    for (const who of waiting) await queueing(service).wait(who, slotId, `I am ${who}`);
  });
  await calendar.day(on).click();
  const session = calendar.sessions;
  /** Who is in each list, in its order. */
  const names = async (list: 'Who comes' | 'Waiting list') =>
    (await session.getByRole('list', { name: list }).locator('.who').allInnerTexts()).map((name) =>
      name.trim(),
    );
  const shows = (list: 'Who comes' | 'Waiting list', told: string[]) =>
    expect.poll(() => names(list)).toEqual(told);
  return { ...calendar, session, shows, slotId, people: queueing(calendar.service) };
}

it('who waits is listed in order and live, and counted apart from who is booked', async () => {
  const { page, session, shows, people, slotId, day, complaints } = await withQueue(['kim', 'lee', 'noa']);
  await shows('Who comes', ['mira (name)', 'jo (name)']);
  await shows('Waiting list', ['1. kim (name)', '2. lee (name)', '3. noa (name)']);
  await session.getByText('I am lee').waitFor();
  await session.getByText('2 of 2 seats taken').waitFor();
  await session.getByText('3 waiting', { exact: true }).waitFor();
  const upcoming = page.getByRole('region', { name: 'Upcoming sessions' });
  await upcoming.getByText('2 students · 3 waiting').waitFor();
  expect(await day(date).locator('.unseen').textContent()).toMatch(
    /4 March 2027, 1 session, no seats free, 3 waiting$/,
  );
  expect(await day('2027-03-04').locator('.queue').textContent()).toBe('3');

  await people.cancel('kim', slotId);
  await shows('Waiting list', ['1. lee (name)', '2. noa (name)']);
  await people.cancel('mira', slotId);
  await shows('Who comes', ['jo (name)', 'lee (name)']);
  await shows('Waiting list', ['1. noa (name)']);
  await people.cancel('noa', slotId);
  await expect.poll(() => session.getByRole('list', { name: 'Waiting list' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('somebody is taken out of the queue after a question, with a message', async () => {
  const { page, session, shows, people, slotId } = await withQueue(['kim', 'lee']);
  await session.getByRole('button', { name: 'Take out kim (name)' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Take kim (name) out of the waiting list?' });
  await dialog.getByText('Whoever waits behind them moves up.').waitFor();
  await dialog.getByRole('button', { name: 'Leave as it is' }).click();
  await dialog.waitFor({ state: 'detached' });
  await session.getByRole('button', { name: 'Take out kim (name)' }).click();
  await dialog.getByLabel('Your message to kim (name)').fill('Come on Friday instead.');
  await dialog.getByRole('button', { name: 'Take out' }).click();
  await session.getByText('kim (name) was taken out.').waitFor();
  await session.locator('[aria-label="Take out lee (name)"]:focus').waitFor();
  await shows('Waiting list', ['1. lee (name)']);
  await shows('Who comes', ['mira (name)', 'jo (name)']);
  expect(await people.booking('kim', slotId)).toMatchObject({
    cancelReason: 'declined',
    cancelMessage: 'Come on Friday instead.',
  });
});

it('the question follows whoever gets a seat while it is open', async () => {
  const { page, session, people, slotId } = await withQueue(['kim'], { requiresApproval: true });
  await session.getByRole('button', { name: 'Take out kim (name)' }).click();
  await page.getByRole('dialog', { name: 'Take kim (name) out of the waiting list?' }).waitFor();
  await people.cancel('mira', slotId);
  const dialog = page.getByRole('dialog', { name: 'Decline kim (name)?' });
  await dialog.getByText('the seat is free again').waitFor();
  await dialog.getByRole('button', { name: 'Keep request' }).click();
  await dialog.waitFor({ state: 'detached' });
});

it('whoever has got a seat while the question is open stays in, and that is told', async () => {
  const { page, session, people, slotId } = await withQueue(['kim']);
  await session.getByRole('button', { name: 'Take out kim (name)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take kim (name) out of the waiting list?' });
  await people.cancel('mira', slotId);
  await dialog.getByText('kim (name) has got a seat.').waitFor();
  await dialog.getByRole('button', { name: 'Take out' }).click();
  await dialog.getByRole('alert').getByText('That has changed meanwhile.').waitFor();
  expect(await people.standing('kim', slotId)).toBe('confirmed');
});

it('the seat of whoever is declined is not told as free where the next one gets it', async () => {
  const { page, session, people, slotId } = await withQueue(['kim'], { requiresApproval: true });
  await session.getByRole('button', { name: 'Decline jo (name)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decline jo (name)?' });
  await dialog.getByText('the seat goes to the next in line').waitFor();
  await dialog.getByRole('button', { name: 'Decline request' }).click();
  await session.getByText('jo (name) was declined; the seat went to the next in line.').waitFor();
  await session.getByRole('button', { name: 'Confirm kim (name)' }).waitFor();
  expect(await people.standing('kim', slotId)).toBe('pending');
});

it('a seat that is held says until when, and can be taken back: the next one is asked', async () => {
  // Nine hours before the start a seat is offered, not given.
  const { page, session, shows, people, slotId } = await withQueue(['kim', 'lee'], {}, '2027-03-01', '18:00');
  await people.cancel('mira', slotId);
  await shows('Who comes', ['jo (name)', 'kim (name) has a seat held until 09:30']);
  await session.getByRole('button', { name: 'Take back the seat held for kim (name)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back the seat held for kim (name)?' });
  await dialog.getByText('the seat goes to the next in line').waitFor();
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await shows('Who comes', ['jo (name)', 'lee (name) has a seat held until 09:30']);
});

it('more seats say who has got one', async () => {
  const { page, session, shows } = await withQueue(['kim', 'lee', 'noa']);
  await session.getByRole('button', { name: /^Edit/ }).click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.getByLabel('Seats').fill('4');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await session.getByText('kim (name) and lee (name) have got a seat.').waitFor();
  await shows('Waiting list', ['1. noa (name)']);
  await session.getByRole('button', { name: /^Edit/ }).click();
  await form.getByLabel('Seats').fill('5');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await session.getByText('noa (name) has got a seat.').waitFor();
});

it('calling off offers seats in other sessions, and tells beforehand how far they go', async () => {
  const { page, day, sessions, service, all, complaints } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      const wanted = await publish(...when, { description: 'Open hour', maxParticipants: 4 });
      for (const who of ['mira', 'jo', 'kim', 'lee']) await service.book(who, wanted.id);
      await publish('2027-03-20', '10:00', '11:00', { maxParticipants: 9 });
      await publish('2027-03-05', '10:00', '11:00', { maxParticipants: 2 });
      const own = await publish('2027-03-08', '10:00', '11:00', { maxParticipants: 2 });
      await service.book('mira', own.id);
      const full = await publish('2027-03-06', '10:00', '11:00');
      await service.book('sam', full.id);
    },
  );
  const slotOf = async (date: string) => (await all()).find((slot) => slot.date === date);
  await page.evaluate(() => {
    document.body.addEventListener('slot-deleted', ({ deleted, cancelled, offered }) => {
      document.title = JSON.stringify({ deleted, cancelled, offered });
    });
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Call off “Open hour”?' });
  const group = dialog.getByRole('group', { name: 'Offer their seats in other sessions' });
  const boxes = group.getByRole('checkbox');
  await expect.poll(() => boxes.count()).toBe(3);
  const order = (await group.getByRole('listitem').allInnerTexts()).map((text) => text.slice(0, 9));
  expect(order).toEqual(['Fri 5 Mar', 'Mon 8 Mar', 'Sat 20 Ma']);
  for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
  const plan = group.getByRole('status');
  expect(await plan.locator('p').count()).toBe(0);

  await boxes.nth(1).focus();
  await page.keyboard.press('Space');
  // One seat is left there, and mira is in it already.
  expect(await plan.locator('p').allInnerTexts()).toEqual([
    '1 student gets a held seat on Mon 8 Mar, 10:00 – 11:00.',
    'For 2 more there are no free seats.',
  ]);
  await boxes.nth(0).check();
  expect(await plan.locator('p').allInnerTexts()).toEqual([
    '2 students get a held seat on Fri 5 Mar, 10:00 – 11:00.',
    '1 student gets a held seat on Mon 8 Mar, 10:00 – 11:00.',
    'For 1 more there is no free seat.',
  ]);
  await dialog.getByRole('button', { name: 'Call off session' }).click();
  await sessions.getByText('Seats are held for 3 students.').waitFor();
  expect(await page.title()).toBe('{"deleted":0,"cancelled":1,"offered":3}');
  const friday = await slotOf('2027-03-05');
  expect(friday?.bookings).toMatchObject([
    { studentId: 'mira', status: 'offered' },
    { studentId: 'jo', status: 'offered' },
  ]);
  expect((await slotOf('2027-03-08'))?.bookings).toMatchObject([
    { studentId: 'mira', status: 'confirmed' },
    { studentId: 'kim', status: 'offered' },
  ]);
  await day('2027-03-05').click();
  await sessions.getByText('mira (name) has a seat held until Tue 2 Mar, 09:00').waitFor();
  expect(await queueing(service).standing('lee', friday?.id ?? '')).toBe('none');
  expect(complaints).toEqual([]);
});

it('a session in which no seat can be offered any more is no longer chosen', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ publish, service }) => {
    const wanted = await publish(...when, { description: 'Open hour' });
    await service.book('mira', wanted.id);
    await publish('2027-03-05', '10:00', '11:00');
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Call off “Open hour”?' });
  const box = dialog.getByRole('checkbox', { name: /^Fri 5 Mar/ });
  await box.check();
  await page.route(/scope=this/, async (route) => {
    const { offerSlotIds } = route.request().postDataJSON();
    await route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      headers: { 'access-control-allow-origin': '*' },
      json: { code: 'slot_started', detail: 'Over.', field: 'offerSlotIds', slotId: offerSlotIds[0] },
    });
  });
  await dialog.getByRole('button', { name: 'Call off session' }).click();
  await dialog.getByRole('alert').getByText('It is no longer ticked.').waitFor();
  expect(await box.isChecked()).toBe(false);
});

it('a session for which somebody only waits has nobody in it', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ publish, service }) => {
    const people = queueing(service);
    const wanted = await publish(...when, { description: 'Open hour' });
    await service.book('mira', wanted.id);
    await people.wait('kim', wanted.id);
    // Kim is elsewhere at that time, and cannot take the seat that is given back.
    await service.book('kim', (await service.publish('ben', 73)).id);
    await people.cancel('mira', wanted.id);
    const other = await publish('2027-03-05', '10:00', '11:00', { description: 'CV review' });
    await service.book('jo', other.id);
  });
  const upcoming = page.getByRole('region', { name: 'Upcoming sessions' });
  await upcoming.getByText('jo (name)').waitFor();
  expect(await upcoming.getByRole('listitem').count()).toBe(1);
  await upcoming.getByRole('button', { name: 'All', exact: true }).click();
  await upcoming.getByText('nobody yet · 1 waiting').waitFor();
  expect(await day(date).locator('.mark bdi').textContent()).toBe('Open hour');
  await day(date).click();
  await sessions.getByText('nobody yet').waitFor();
  await sessions.getByRole('list', { name: 'Waiting list' }).getByText('kim (name)').waitFor();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Call off “Open hour”?' });
  await dialog.getByText('1 student waits for a seat.').waitFor();
  expect(await dialog.getByText(/booked/).count()).toBe(0);
  expect(await dialog.getByRole('checkbox').count()).toBe(0);
});
