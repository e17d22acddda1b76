/** A student moves a seat to another session of the same mentor: one act, which takes effect whole or not at all. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const now = '2026-11-24T08:00:00Z';
const thursday = { date: '2026-11-26', startTime: '10:00', endTime: '10:30', maxParticipants: 1 };
const friday = { ...thursday, date: '2026-11-27', maxParticipants: 2, description: 'Mock interview' };
const december = { ...thursday, date: '2026-12-03', maxParticipants: 2 };

/** Mira has Ada's Thursday; Friday and a day in December are free. */
async function begin(env: Record<string, string> = {}) {
  const queue = await startQueue(browser, env, now);
  const { service } = queue;
  const left = await service.publish('ada', 0, thursday);
  const target = await service.publish('ada', 0, friday);
  const later = await service.publish('ada', 0, december);
  await service.book('mira', left.id, 'About my thesis');
  return { ...queue, left, target, later };
}

const row = (page: Page, { id }: Pick<SlotView, 'id'>) => page.locator(`li[data-id="${id}"]`);
const opener = (page: Page) => page.getByRole('button', { name: /^Move…: / });
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Move your session with ada \(name\): / });
const choice = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const toFriday = 'Move here: Fri 27 Nov, 10:00 – 10:30';

/** Keeps each event of moving, booking and cancelling, and what it says. */
async function follow(page: Page, prevented: string[] = []): Promise<() => Promise<string[]>> {
  await page.evaluate((refused) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    for (const name of [
      'before-move',
      'booking-moved',
      'before-book',
      'slot-booked',
      'before-cancel',
      'booking-cancelled',
    ]) {
      document.addEventListener(name, (event) => {
        type Told = Event &
          Partial<Record<'booking' | 'left', { status: string }>> & { slot?: { date: string } };
        const { booking, left, slot } = event as Told;
        const facts = [booking?.status, left?.status, slot?.date].filter(Boolean);
        seen.push([name, event.cancelable, ...facts].join(' '));
        if (refused.includes(name)) event.preventDefault();
      });
    }
  }, prevented);
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

describe('the seat that is left', () => {
  it('is the first waiter’s at once, whose page is told and says so; the mover’s own pages follow', async () => {
    const { service, open, wait, left, target, standing } = await begin();
    await wait('kim', left.id);
    await wait('lee', left.id);
    const mover = await open('mira', { attributes: ['alumni-id="ada"'] });
    const kim = await open('kim');
    const lee = await open('lee');
    const other = await open('mira', { attributes: ['mine'] });
    await kim.page.getByText('You are 1st in line.', { exact: true }).waitFor();
    await lee.page.getByText('You are 2nd in line.', { exact: true }).waitFor();
    await row(other.page, left).waitFor();
    const asked: string[] = [];
    kim.page.on('request', (request) => asked.push(request.url()));
    const seen = await follow(mover.page);
    await opener(mover.page).click();
    await dialog(mover.page)
      .getByText(/^2 students wait for a seat in this session\. /)
      .waitFor();
    await choice(mover.page, toFriday).click();

    await row(mover.page, target)
      .getByText('Moved from Thu 26 Nov, 10:00 – 10:30.', { exact: true })
      .waitFor();
    await kim.page.locator('[part=note]').getByText('You have got a seat.').waitFor();
    // The service says so by itself; the page has not asked.
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    await lee.page.getByText('You are 1st in line.', { exact: true }).waitFor();
    await expect.poll(kim.spoken).toContainEqual('Thu 26 Nov, 10:00 – 10:30: You have got a seat.');

    // Where they are now has the focus; what they left is a session as any other, without a word of a loss.
    await mover.page.locator(`li[data-id="${target.id}"]:focus`).waitFor();
    expect((await mover.spoken()).at(-1)).toBe(
      'You moved from Thu 26 Nov, 10:00 – 10:30 to Fri 27 Nov, 10:00 – 10:30.',
    );
    expect(await mover.page.getByRole('dialog').count()).toBe(0);
    await row(mover.page, left).getByText('Full', { exact: true }).waitFor();
    expect(await mover.page.getByText(/cancelled/i).count()).toBe(0);
    expect(await mover.page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    await row(other.page, target).getByText('You’re in', { exact: true }).waitFor();
    await row(other.page, left).waitFor({ state: 'detached' });

    expect(await seen()).toEqual([
      'before-move true confirmed 2026-11-27',
      'booking-moved false confirmed cancelled',
    ]);
    expect([await standing('mira', target.id), await standing('kim', left.id)]).toEqual([
      'confirmed',
      'confirmed',
    ]);
    const { body } = await service.call<{ bookings: { note: string | null; status: string }[] }>(
      'GET',
      '/api/slots/my-bookings',
      { token: service.token('mira', 'student') },
    );
    expect(body.bookings.filter(({ status }) => status === 'confirmed').map(({ note }) => note)).toEqual([
      'About my thesis',
    ]);
    for (const { complaints } of [mover, kim, lee, other]) expect(complaints).toEqual([]);
  });
});

describe('a move that is refused', () => {
  it('leaves all as it was, says why where it was pressed, and the list is fresh; another may be chosen', async () => {
    const { service, open, left, target, later, standing } = await begin();
    const { page, spoken } = await open('mira', { attributes: ['mine'] });
    await page.route(
      '**/api/slots/move',
      async (route) => {
        await service.book('faster', target.id);
        await service.book('fastest', target.id);
        await route.fallback();
      },
      { times: 1 },
    );
    const seen = await follow(page);
    await opener(page).click();
    await choice(page, toFriday).click();
    const why = 'Fri 27 Nov, 10:00 – 10:30: Someone took the last seat just before you.';
    await dialog(page).getByRole('alert').getByText(why, { exact: true }).waitFor();
    await choice(page, 'Full: Fri 27 Nov, 10:00 – 10:30').and(page.locator(':focus')).waitFor();
    expect(await standing('mira', left.id)).toBe('confirmed');
    expect(await standing('mira', target.id)).toBe('none');
    expect(await spoken()).toContain(why);
    // What is gone takes no press.
    await page.keyboard.press('Enter');
    await choice(page, 'Move here: Thu 3 Dec, 10:00 – 10:30').click();
    await row(page, later).getByText('Moved from Thu 26 Nov, 10:00 – 10:30.', { exact: true }).waitFor();
    expect(await standing('mira', left.id)).toBe('cancelled student');
    expect((await seen()).filter((line) => line.startsWith('booking-moved'))).toHaveLength(1);
  });

  it('after the time to cancel is over tells of the seat that one has, until when', async () => {
    const { open, left, standing } = await begin({ CANCEL_CUTOFF: '7d' });
    const { page } = await open('mira');
    await opener(page).click();
    await choice(page, toFriday).click();
    await dialog(page)
      .getByText(
        'Thu 26 Nov, 10:00 – 10:30: This session could be cancelled until Thursday 19 November, 10:00.',
      )
      .waitFor();
    await page.keyboard.press('Escape');
    await opener(page).and(page.locator(':focus')).waitFor();
    expect(await standing('mira', left.id)).toBe('confirmed');
  });

  it('for want of a connection is said as that, and can be pressed again', async () => {
    const { open, target } = await begin();
    const { page } = await open('mira');
    await page.route('**/api/slots/move', (route) => route.abort(), { times: 1 });
    await opener(page).click();
    await choice(page, toFriday).click();
    await dialog(page)
      .getByRole('alert')
      .getByText(/The service cannot be reached/)
      .waitFor();
    await choice(page, toFriday).click();
    await row(page, target)
      .getByText(/^Moved from /)
      .waitFor();
  });

  it('by the page asks nothing of the service', async () => {
    const { open, left, standing } = await begin();
    const { page } = await open('mira');
    await opener(page).waitFor();
    const seen = await follow(page, ['before-move']);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await opener(page).click();
    await choice(page, toFriday).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(await seen()).toEqual(['before-move true confirmed 2026-11-27']);
    expect(asked.filter((url) => url.includes('/api/slots/move'))).toEqual([]);
    expect(await standing('mira', left.id)).toBe('confirmed');
  });
});

it('goes by the keyboard alone; Esc keeps the seat and gives the focus back', async () => {
  const { open, target } = await begin();
  const { page } = await open('mira');
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await dialog(page).locator('h3:focus').waitFor();
  await page.keyboard.press('Escape');
  await opener(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).locator('h3:focus').waitFor();
  await page.keyboard.press('Tab');
  await choice(page, toFriday).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`li[data-id="${target.id}"]:focus`).waitFor();
});

it.each(['by Esc', 'by its button'])(
  'opens again at once after it was closed %s, before the browser has told that it is closed',
  async (how) => {
    const { open } = await begin();
    const { page, complaints } = await open('mira');
    await opener(page).click();
    await dialog(page).waitFor();
    await opener(page).evaluate(async (button: HTMLElement, byEsc) => {
      const root = button.getRootNode() as ShadowRoot;
      const shown = root.querySelector('dialog') as HTMLDialogElement;
      const told = new Promise((resolve) => shown.addEventListener('close', resolve));
      // What Esc does, of which a script cannot press the key.
      if (byEsc) shown.requestClose();
      else root.querySelector<HTMLElement>('dialog .buttons button')?.click();
      // No event of the browser comes between promises.
      for (let turn = 0; turn < 20; turn++) await null;
      button.click();
      await told;
    }, how === 'by Esc');
    // Two turns of the page later it still stands.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await dialog(page).count()).toBe(1);
    expect(complaints).toEqual([]);
  },
);

it('follows what others do while it is open: what goes keeps its place and its focus, what comes is there', async () => {
  const { service, open, left, target, later, cancel, callOff } = await begin();
  const { page, spoken } = await open('mira');
  await service.book('one', target.id);
  await opener(page).click();
  await choice(page, toFriday).focus();
  await service.book('two', target.id);
  await choice(page, 'Full: Fri 27 Nov, 10:00 – 10:30').and(page.locator(':focus')).waitFor();
  await expect.poll(spoken).toContainEqual('Fri 27 Nov, 10:00 – 10:30: Full');
  await cancel('one', target.id);
  await choice(page, toFriday).and(page.locator(':focus')).waitFor();
  await service.publish('ada', 0, { ...friday, startTime: '15:00', endTime: '15:30' });
  await choice(page, 'Move here: Fri 27 Nov, 15:00 – 15:30').waitFor();
  await callOff('ada', later.id);
  await choice(page, 'Called off: Thu 3 Dec, 10:00 – 10:30').waitFor();
  // The question is over with the seat that it is about.
  await callOff('ada', left.id);
  await dialog(page).waitFor({ state: 'detached' });
  await row(page, left).getByText('Called off', { exact: true }).waitFor();
});

it('in `mine` shows what this mentor has alone, without what is in the way of another seat', async () => {
  const { service, open } = await begin();
  const other = await service.publish('grace', 0, { ...december, startTime: '10:15', endTime: '10:45' });
  await service.publish('grace', 0, friday);
  await service.book('mira', other.id);
  const { page } = await open('mira', { attributes: ['mine'] });
  await page.getByRole('button', { name: 'Move…: Thu 26 Nov, 10:00 – 10:30' }).click();
  await choice(page, toFriday).waitFor();
  expect(
    await dialog(page)
      .getByRole('button', { name: /^Move here/ })
      .count(),
  ).toBe(1);
  await dialog(page)
    .getByText('1 more is free, but overlaps another session of yours.', { exact: true })
    .waitFor();
});

it('where nothing else is free leads on to giving the seat back, and back to where it began', async () => {
  const { service, open, left, standing } = await (async () => {
    const queue = await startQueue(browser, {}, now);
    const slot = await queue.service.publish('ada', 0, thursday);
    await queue.service.book('mira', slot.id);
    return { ...queue, left: slot };
  })();
  const { page } = await open('mira');
  await opener(page).click();
  await dialog(page)
    .getByText('ada (name) has nothing else free right now. New times appear here at once.')
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Cancel session' }).click();
  const question = page.getByRole('dialog', { name: /^Cancel your session with / });
  await question.getByRole('button', { name: 'Keep session' }).click();
  await opener(page).and(page.locator(':focus')).waitFor();
  expect(await standing('mira', left.id)).toBe('confirmed');
  // What comes meanwhile is there.
  await opener(page).click();
  await service.publish('ada', 0, friday);
  await choice(page, toFriday).waitFor();
});

it('asks anew where the mentor confirms each booking, and says so; in a month the focus goes to the other day', async () => {
  const queue = await startQueue(browser, {}, now);
  const { service, open, standing } = queue;
  const left = await service.publish('ada', 0, { ...thursday, date: '2026-12-01' });
  const target = await service.publish('ada', 0, { ...december, requiresApproval: true });
  await service.book('mira', left.id);
  const { page, spoken } = await open('mira', { attributes: ['alumni-id="ada" view="month"'] });
  await page.locator('td[data-day="2026-12-01"]').click();
  await opener(page).click();
  await dialog(page).getByText('ada (name) confirms each booking.', { exact: true }).waitFor();
  await choice(page, 'Move here: Thu 3 Dec, 10:00 – 10:30').click();
  await page.locator(`li[data-id="${target.id}"]:focus`).waitFor();
  await row(page, target).getByText('Waiting for confirmation', { exact: true }).waitFor();
  expect((await spoken()).at(-1)).toBe(
    'ada (name) sees your request: Thu 3 Dec, 10:00 – 10:30. You gave back Tue 1 Dec, 10:00 – 10:30 for it.',
  );
  expect(await standing('mira', target.id)).toBe('pending');
});

it('a session that has begun is moved no more', async () => {
  const { service, open, left } = await begin();
  service.clock.now = Date.parse('2026-11-26T10:10:00Z');
  const { page } = await open('mira');
  await row(page, left).getByText('You’re in', { exact: true }).waitFor();
  expect(await opener(page).count()).toBe(0);
});
