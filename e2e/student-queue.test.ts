/** Students wait in line for a seat, see it become theirs, and are told where it does not. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { offering, startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What is focused, by its name or text. */
const focused = (page: Page) =>
  page.locator('alumni-slots').evaluate((element) => {
    const inside = element.shadowRoot?.activeElement;
    return inside?.getAttribute('aria-label') ?? inside?.textContent?.trim();
  });

/** Goes on with Tab until that has the focus, and presses it. */
async function pressByKey(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 30; step++) {
    if (name.test((await focused(page)) ?? '')) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${name}`);
}

it('one cancels, and the other, who waits, sees the seat become theirs', async () => {
  const { service, open } = await startQueue(browser);
  const slot = await service.publish('ada', 72);
  await service.book('jo', slot.id);
  const { page: waiting, spoken } = await open('mira');
  await waiting.getByRole('button', { name: /^Join the waiting list: / }).click();
  await waiting.getByText('You are 1st in line.', { exact: true }).waitFor();
  await waiting.getByText('1 waiting').waitFor();
  const { page: leaving } = await open('jo');
  await leaving.getByRole('button', { name: /^Cancel: / }).click();
  await leaving.getByRole('button', { name: 'Cancel session' }).click();
  await waiting.locator('[part=note]').getByText('You have got a seat.').waitFor();
  await waiting.getByText('You’re in', { exact: true }).waitFor();
  expect((await spoken()).filter((line) => line.endsWith(': You have got a seat.'))).toHaveLength(1);
  // The seat is somebody else's by now: what is left is to wait.
  await leaving.getByRole('button', { name: /^Wait for a seat: / }).click();
  await leaving.getByText('You are 1st in line.', { exact: true }).waitFor();
});

it('an offer that lapses goes to the third, and is told where it stood', async () => {
  const { service, open, wait, cancel, settleDue, standing } = await startQueue(browser, offering);
  const slot = await service.publish('ada', 72);
  await service.book('jo', slot.id);
  await wait('mira', slot.id);
  await wait('noor', slot.id);
  const [second, third] = [await open('mira'), await open('noor')];
  await third.page.getByText('You are 2nd in line.', { exact: true }).waitFor();
  await cancel('jo', slot.id);
  await second.page
    .locator('.why')
    .getByText(/^A seat is held for you until /)
    .waitFor();
  await expect.poll(second.spoken).toContainEqual(expect.stringMatching(/: A seat is held for you until /));
  service.clock.now += 31 * 60_000;
  await settleDue();
  const lapsed = 'The seat that was held for you went to the next in line.';
  await second.page.getByText(lapsed, { exact: true }).waitFor();
  await third.page.getByRole('button', { name: /^Take it: / }).click();
  await third.page.getByText('You’re in', { exact: true }).waitFor();
  expect(await standing('noor', slot.id)).toBe('confirmed');
  const told = (await second.spoken()).filter((line) => /held for you/.test(line));
  expect(told).toEqual([
    expect.stringMatching(/: A seat is held for you until /),
    expect.stringContaining(lapsed),
  ]);
});

it('what happens in a queue is spoken once, however many elements of the page show it', async () => {
  const { service, open, wait, cancel } = await startQueue(browser, offering);
  const slot = await service.publish('ada', 72);
  await service.book('jo', slot.id);
  await wait('mira', slot.id);
  const { page, spoken } = await open('mira', {
    attributes: ['alumni-id="ada"', 'mine', 'alumni-id="ada" compact'],
  });
  await expect.poll(() => page.getByText('You are 1st in line.', { exact: true }).count()).toBe(2);
  await cancel('jo', slot.id);
  await expect.poll(() => page.getByRole('button', { name: /^Take it: / }).count()).toBe(3);
  const held = async () => (await spoken()).filter((line) => /A seat is held for you until/.test(line));
  await expect.poll(held).toHaveLength(1);
  // Another change draws all three again.
  await wait('noor', slot.id);
  await expect.poll(() => page.getByText('1 waiting', { exact: true }).count()).toBe(2);
  await page
    .getByRole('button', { name: /^Take it: / })
    .first()
    .click();
  await expect.poll(() => page.getByText('You’re in', { exact: true }).count()).toBe(3);
  expect(await held()).toHaveLength(1);
  expect((await spoken()).filter((line) => line.startsWith('You’re in: '))).toHaveLength(1);
});

it('whoever still waits at the cut-off is told that booking has closed', async () => {
  const { service, open, wait, settleDue, standing } = await startQueue(browser, { BOOKING_CUTOFF: '1h' });
  const slot = await service.publish('ada', 1.5);
  await service.book('jo', slot.id);
  await wait('mira', slot.id);
  const { page, spoken } = await open('mira', { attributes: ['alumni-id="ada"', 'mine'] });
  await expect.poll(() => page.getByText('You are 1st in line.', { exact: true }).count()).toBe(2);
  service.clock.now += 31 * 60_000;
  await settleDue();
  await expect
    .poll(() => page.getByText('Booking has closed while you waited.', { exact: true }).count())
    .toBe(2);
  await page.getByText('Booking closed', { exact: true }).waitFor();
  expect(await page.getByText(/in line/).count()).toBe(0);
  expect(await standing('mira', slot.id)).toBe('cancelled queue_closed');
  await expect
    .poll(async () =>
      (await spoken()).filter((line) => line.endsWith('Booking has closed while you waited.')),
    )
    .toHaveLength(1);
});

it('the page is asked before one waits or passes, and told afterwards', async () => {
  const { service, open, wait, cancel, standing } = await startQueue(browser, offering);
  const slot = await service.publish('ada', 72);
  await service.book('jo', slot.id);
  const { page } = await open('mira');
  const join = page.getByRole('button', { name: /^Join the waiting list: / });
  await join.waitFor();
  await page.evaluate(() => {
    const seen: string[] = [];
    const refused = new Set(['before-slot-waitlist', 'before-cancel', 'before-book']);
    const names = ['slot-waitlisted', 'booking-cancelled', 'slot-booked', ...refused];
    for (const name of names) {
      document.addEventListener(name, (event) => {
        const { slot, booking } = event as unknown as { slot?: object; booking?: { status: string } };
        seen.push(`${name} ${slot ? 'slot' : booking?.status} ${event.cancelable}`);
        // The first time the page says no.
        if (refused.delete(name)) event.preventDefault();
      });
    }
    (window as unknown as { seen: string[] }).seen = seen;
  });
  const all: string[] = [];
  const nextSeen = async (...more: string[]) => {
    all.push(...more);
    await expect.poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(all);
  };
  await join.click();
  await nextSeen('before-slot-waitlist slot true');
  expect(await standing('mira', slot.id)).toBe('none');
  await join.click();
  await page.getByText('You are 1st in line.', { exact: true }).waitFor();
  await nextSeen('before-slot-waitlist slot true', 'slot-waitlisted waitlisted false');

  await wait('noor', slot.id);
  await cancel('jo', slot.id);
  const take = page.getByRole('button', { name: /^Take it: / });
  await take.click();
  await nextSeen('before-book slot true');
  expect(await standing('mira', slot.id)).toBe('offered');
  const pass = async () => {
    await page.getByRole('button', { name: /^Pass: / }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pass' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await pass();
  await nextSeen('before-cancel offered true');
  expect(await standing('mira', slot.id)).toBe('offered');
  await pass();
  await page
    .locator('[part=note]')
    .getByText(/^You passed on the seat: /)
    .waitFor();
  await nextSeen('before-cancel offered true', 'booking-cancelled cancelled false');
});

describe('by keyboard', () => {
  it('one joins a queue, stays, and leaves it; each is said once', async () => {
    const { service, open, standing } = await startQueue(browser);
    const slot = await service.publish('ada', 72);
    await service.book('jo', slot.id);
    const { page, spoken, complaints } = await open('mira');
    await page.getByRole('button', { name: /^Join the waiting list: / }).waitFor();
    await pressByKey(page, /^Join the waiting list: /);
    await page.getByText('You are 1st in line.', { exact: true }).waitFor();
    await expect.poll(() => focused(page)).toMatch(/^Leave the waiting list: /);
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: /^Leave the waiting list for / });
    await question.getByRole('button', { name: 'Stay in line' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^Leave the waiting list: /);
    expect(await standing('mira', slot.id)).toBe('waitlisted 1');
    await page.keyboard.press('Enter');
    await question.waitFor();
    await page.keyboard.press('Tab');
    await question
      .getByRole('button', { name: 'Leave the waiting list' })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator('[part=note]')
      .getByText(/^You left the waiting list: /)
      .waitFor();
    expect(await standing('mira', slot.id)).toBe('cancelled student');
    await expect.poll(() => page.locator('.slot').and(page.locator(':focus')).count()).toBe(1);
    await page.getByRole('button', { name: /^Join the waiting list: / }).waitFor();
    expect((await spoken()).filter((line) => /^You left/.test(line))).toHaveLength(1);
    expect((await spoken()).filter((line) => /: You are 1st in line\.$/.test(line))).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('one passes on a seat, which goes to the next', async () => {
    const { service, open, wait, cancel, standing } = await startQueue(browser, offering);
    const slot = await service.publish('ada', 72);
    await service.book('jo', slot.id);
    await wait('mira', slot.id);
    await wait('noor', slot.id);
    await cancel('jo', slot.id);
    const { page, spoken } = await open('mira');
    await page.getByRole('button', { name: /^Pass: / }).waitFor();
    await pressByKey(page, /^Pass: /);
    const question = page.getByRole('dialog', { name: /^Pass on the seat with / });
    await question.getByRole('button', { name: 'Not now' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page
      .locator('[part=note]')
      .getByText(/^You passed on the seat: /)
      .waitFor();
    expect(await standing('mira', slot.id)).toBe('cancelled student');
    expect(await standing('noor', slot.id)).toBe('offered');
    await expect.poll(() => page.locator('.slot').and(page.locator(':focus')).count()).toBe(1);
    expect((await spoken()).filter((line) => /^You passed/.test(line))).toHaveLength(1);
  });
});

it.each([
  [
    'MAX_AHEAD',
    'grace',
    'You hold as many seats as you may at once (1). Once a session is over, you can book again.',
  ],
  [
    'MAX_AHEAD_PER_MENTOR',
    'ada',
    'You hold as many seats with this mentor as you may at once (1). Once a session is over, you can book again.',
  ],
])('whoever holds as many seats as %s allows is told how many', async (name, other, words) => {
  const { service, open, cancel } = await startQueue(browser, { [name]: '1' });
  const held = await service.publish(other, 48);
  await service.book('mira', held.id);
  const slot = await service.publish('ada', 72);
  const { page, spoken } = await open('mira');
  const row = page.locator(`[data-id="${slot.id}"]`);
  await row.getByRole('button', { name: /^Book: / }).click();
  await row.locator('[part=note]').getByText(words, { exact: true }).waitFor();
  expect((await spoken()).filter((line) => line === words)).toHaveLength(1);
  // It frees itself, and what was said of it goes with the booking.
  await cancel('mira', held.id);
  await row.getByRole('button', { name: /^Book: / }).click();
  await row.getByText('You’re in', { exact: true }).waitFor();
  expect(await row.getByText(words, { exact: true }).count()).toBe(0);
});
