/** Booking that opens later, as students see it, and those who may book earlier than the others. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const now = '2026-11-24T08:00:00.000Z';
const session = { date: '2026-11-26', startTime: '10:00', endTime: '10:30', maxParticipants: 2 };
const headStart = { JWT_COHORT_CLAIM: 'cohort', HEAD_START: 'final-year=24h' };

it.each(['', ' compact'])(
  'opens at the moment itself, without a reload or a word of the service%s',
  async (attribute) => {
    const { service, open, standing } = await startQueue(browser, {}, now);
    const slot = await service.publish('ada', 0, { ...session, opensAt: '2026-11-24T08:10:00.000Z' });
    const { page, complaints } = await open('mira', {
      attributes: [`alumni-id="ada"${attribute}`],
      prepare: (page) => page.clock.install({ time: Date.parse(now) }),
    });
    const told = attribute
      ? 'opens Tue 24 Nov, 08:10'
      : /^Booking opens Tue 24 Nov, 08:10 \(in \d+ mins?\)\.$/;
    await page.getByText(told).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url()));
    await page.clock.pauseAt(Date.parse(now) + 9 * 60_000);
    // Second by second, for the page's clock is ahead of the service's by as long as it took to load.
    const line = page.getByText(/08:10/);
    let last = '';
    for (let seconds = 0; seconds < 300 && (await line.count()); seconds++) {
      last = (await line.allTextContents()).join(' ').trim();
      expect(await page.getByRole('button', { name: /^Book: / }).count()).toBe(0);
      await page.clock.runFor(1_000);
    }
    expect(asked).toEqual([]);
    if (attribute) {
      await page.getByText('2 seats left', { exact: true }).waitFor();
      return;
    }
    expect(last).toMatch(/\(in [01] secs?\)\.$/);
    const book = page.getByRole('button', { name: /^Book: Thu 26 Nov/ });
    await book.waitFor();
    expect(await page.getByText('Not open yet').count()).toBe(0);
    await page.clock.resume();
    service.clock.now = Date.parse('2026-11-24T08:10:00.000Z');
    await book.click();
    await page.getByText('You’re in', { exact: true }).waitFor();
    expect(await standing('mira', slot.id)).toBe('confirmed');
    expect(complaints).toEqual([]);
  },
);

it('a head start is told to whoever has it, and can be used', async () => {
  const { service, open, standing } = await startQueue(browser, headStart, now);
  const slot = await service.publish('ada', 0, { ...session, opensAt: '2026-11-24T20:00:00.000Z' });
  const later = await service.publish('ada', 0, {
    ...session,
    startTime: '14:00',
    endTime: '14:30',
    opensAt: '2026-11-25T20:00:00.000Z',
  });
  const others = await open('jo');
  await others.page.getByText(/^Booking opens Tue 24 Nov, 20:00 \(in .*\)\.$/).waitFor();
  await others.page.getByText(/^Booking opens Wed 25 Nov, 20:00 \(tomorrow\)\.$/).waitFor();
  expect(await others.page.getByRole('button', { name: /^Book: / }).count()).toBe(0);
  const { page, complaints } = await open('mira', { claims: { cohort: 'final-year' } });
  const row = (id: string) => page.locator(`[data-id="${id}"]`);
  await row(slot.id)
    .getByText('You may book already, 1 day before the others. They may from Tue 24 Nov, 20:00.')
    .waitFor();
  await row(later.id)
    .getByText(/^You may book from Tue 24 Nov, 20:00 \(in .*\), 1 day before the others\.$/)
    .waitFor();
  expect(
    await row(later.id)
      .getByRole('button', { name: /^Book: / })
      .count(),
  ).toBe(0);
  await row(slot.id)
    .getByRole('button', { name: /^Book: / })
    .click();
  await row(slot.id).getByText('You’re in', { exact: true }).waitFor();
  expect(await standing('mira', slot.id)).toBe('confirmed');
  // The others see the seat go, and still when they may book.
  await others.page.getByText('1 of 2 seats left').waitFor();
  await others.page.getByText(/^Booking opens Tue 24 Nov, 20:00 /).waitFor();
  expect(complaints).toEqual([]);
});

it('whoever presses too early by the clock of the service is told from when on they may book', async () => {
  const { service, open } = await startQueue(browser, {}, now);
  await service.publish('ada', 0, { ...session, opensAt: '2026-11-24T08:10:00.000Z' });
  const { page } = await open('mira', { prepare: (page) => page.clock.install({ time: Date.parse(now) }) });
  await page.getByText(/^Booking opens Tue 24 Nov, 08:10/).waitFor();
  // The service's clock stands still; the page's goes on.
  await page.clock.fastForward(601_000);
  await page.getByRole('button', { name: /^Book: / }).click();
  await page
    .locator('[part=note]')
    .getByText(/^You can book this session from .*08:10/)
    .waitFor();
});
