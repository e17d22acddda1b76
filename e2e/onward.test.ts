/** Nobody ends at a session that they cannot have: from each there is a way on. */
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
const thursday = {
  date: '2026-11-26',
  startTime: '10:00',
  endTime: '10:30',
  maxParticipants: 1,
  description: 'CV review',
};
const on = (date: string, more: object = {}) => ({ ...thursday, date, ...more });

const row = (page: Page, { id }: Pick<SlotView, 'id'>) => page.locator(`li[data-id="${id}"]`);
const another = (where: Page | ReturnType<typeof row>) =>
  where.getByRole('button', { name: 'Find another session' });
const found = (page: Page) => page.locator('[part=onward] li button');

/** Ada's only session is full; the others have what they have. */
async function begin(others: Record<string, object[]> = {}, env: Record<string, string> = {}) {
  const queue = await startQueue(browser, env, now);
  const { service } = queue;
  const full = await service.publish('ada', 0, thursday);
  await service.book('jo', full.id);
  const published: SlotView[] = [];
  for (const [who, sessions] of Object.entries(others)) {
    for (const session of sessions)
      published.push(await service.publish(who, 0, { ...thursday, ...session }));
  }
  return { ...queue, full, published };
}

/** Which profile the page is asked to open; it opens it where it `takes` the event. */
async function follow(page: Page, takes: boolean): Promise<() => Promise<string[]>> {
  await page.evaluate((prevents) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    document.addEventListener('alumni-selected', (event) => {
      const { alumniId, slotId } = event as Event & { alumniId?: string; slotId?: string | null };
      seen.push(`${alumniId} ${slotId} ${event.cancelable} ${event.composed}`);
      if (prevents) event.preventDefault();
    });
  }, takes);
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

describe('where this mentor has nothing free', () => {
  it('a full session leads to the same with others, three of them, none in the way of one’s own; one press asks for the profile', async () => {
    const { service, open, full, published } = await begin({
      grace: [on('2026-11-27'), on('2026-11-30', { description: 'Open hour' })],
      alan: [on('2026-11-28'), on('2026-12-01'), on('2026-12-02')],
    });
    const busy = await service.publish('edsger', 0, on('2026-11-28', { description: 'Algorithms' }));
    await service.book('mira', busy.id);
    const { page, complaints } = await open('mira');
    await another(row(page, full)).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.endsWith('/open')) asked.push(search);
    });
    const events = await follow(page, true);
    expect(
      await row(page, full)
        .getByRole('button', { name: /^Free instead/ })
        .count(),
    ).toBe(0);
    await another(row(page, full)).click();
    await page.getByText('The same with others:', { exact: true }).waitFor();
    // Nothing is asked of the service before somebody asks for it.
    expect(asked).toEqual(['?q=CV+review']);
    expect((await found(page).allInnerTexts()).map((line) => line.trim())).toEqual([
      'Fri 27 Nov, 10:00 – 10:30 · with grace (name)',
      'Tue 1 Dec, 10:00 – 10:30 · with alan (name)',
      'Wed 2 Dec, 10:00 – 10:30 · with alan (name)',
    ]);
    await found(page).nth(1).click();
    await expect.poll(events).toEqual([`alan ${published[3]?.id} true true`]);
    expect(await page.getByText(/look for/).count()).toBe(0);
    // The same button closes it.
    await another(row(page, full)).click();
    await page.locator('[part=onward]').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('a page that opens no profile is helped out with a sentence', async () => {
    const { open, full } = await begin({ grace: [on('2026-11-27')] });
    const { page, spoken } = await open('mira');
    const events = await follow(page, false);
    await another(row(page, full)).focus();
    await page.keyboard.press('Enter');
    await found(page).focus();
    await page.keyboard.press('Enter');
    const told = 'To book it, look for grace (name) on this site: Fri 27 Nov, 10:00 – 10:30.';
    await page.getByText(told, { exact: true }).waitFor();
    expect(await events()).toHaveLength(1);
    expect(await spoken()).toContain(told);
  });

  it.each([
    ['a word of it', 'Interview review', 'The same with others:'],
    ['whoever is free', 'Cooking', 'Free soonest with others:'],
  ])('what nobody else has by all of its words is looked for by %s', async (_, description, title) => {
    const { open, full } = await begin({ grace: [on('2026-11-27', { description })] });
    const { page } = await open('mira');
    await another(row(page, full)).click();
    await page.getByText(title, { exact: true }).waitFor();
    expect(await found(page).count()).toBe(1);
  });

  it.each([
    ['nobody has anything', 200, JSON.stringify({ slots: [] })],
    [
      'the service is older',
      404,
      JSON.stringify({ code: 'not_found', status: 404, detail: 'No such address.' }),
    ],
  ])('that is said where %s', async (_, status, body) => {
    const { open, full } = await begin();
    const { page } = await open('mira');
    await page.route('**/api/slots/open**', (route) =>
      route.fulfill({
        status,
        body,
        headers: { 'access-control-allow-origin': '*' },
        contentType: status === 200 ? 'application/json' : 'application/problem+json',
      }),
    );
    await another(row(page, full)).click();
    await page
      .getByText('Nobody else has a free session right now. Please look again later.', { exact: true })
      .waitFor();
  });

  it('a list that could not be fetched says so, and can be asked for again', async () => {
    const { open, full } = await begin({ grace: [on('2026-11-27')] });
    const { page } = await open('mira');
    await page.route('**/api/slots/open**', (route) => route.abort(), { times: 1 });
    await another(row(page, full)).click();
    await page.getByText(/The service cannot be reached/).waitFor();
    // One that takes long is no hindrance, either.
    await page.route('**/api/slots/open**', () => {}, { times: 1 });
    await another(row(page, full)).click();
    await another(row(page, full)).click();
    await page.getByText('Loading sessions…', { exact: true }).waitFor();
    await another(row(page, full)).click();
    await another(row(page, full)).click();
    await found(page).waitFor();
  });

  it('an empty list leads to others, and so does an empty “My sessions”', async () => {
    const { open } = await begin({ grace: [on('2026-11-27')] });
    for (const attributes of ['alumni-id="nobody"', 'mine']) {
      const { page } = await open('mira', { attributes: [attributes] });
      await another(page).click();
      await page.getByText('Free soonest with others:', { exact: true }).waitFor();
      expect(await found(page).count()).toBe(1);
    }
  });

  it('the question where to move a seat leads to others', async () => {
    const { open, standing, full, published } = await begin({ grace: [on('2026-11-27')] });
    const { page } = await open('jo');
    await page.getByRole('button', { name: /^Move…: / }).click();
    const dialog = page.getByRole('dialog');
    await another(dialog).click();
    await dialog.getByText('The same with others:', { exact: true }).waitFor();
    const events = await follow(page, true);
    await dialog.locator('[part=onward] li button').click();
    await expect.poll(events).toEqual([`grace ${published[0]?.id} true true`]);
    // Whoever looks elsewhere has given nothing back.
    expect(await standing('jo', full.id)).toBe('confirmed');
  });
});

describe('in “My sessions”', () => {
  it('one that was called off leads to what its mentor has free', async () => {
    const { service, open, callOff } = await begin({ grace: [on('2026-11-27'), on('2026-12-01')] });
    const mine = await service.publish('grace', 0, on('2026-11-30'));
    await service.book('mira', mine.id);
    await callOff('grace', mine.id);
    const { page } = await open('mira', { attributes: ['mine'] });
    const events = await follow(page, true);
    await another(row(page, mine)).click();
    await page.getByText('Free with grace (name):', { exact: true }).waitFor();
    expect((await found(page).allInnerTexts()).map((line) => line.trim())).toEqual([
      'Fri 27 Nov, 10:00 – 10:30',
      'Tue 1 Dec, 10:00 – 10:30',
    ]);
    await found(page).first().click();
    await expect.poll(events).toEqual([expect.stringMatching(/^grace /)]);
  });
});

describe('where this mentor has something free', () => {
  it.each(['list', 'month'])('each kind of session that cannot be had leads there, in a %s', async (view) => {
    const { service, open, callOff } = await begin();
    const free = await service.publish('ada', 0, on('2026-11-26', { startTime: '15:00', endTime: '15:30' }));
    const other = await service.publish(
      'grace',
      0,
      on('2026-11-26', { startTime: '12:15', endTime: '12:45' }),
    );
    await service.book('mira', other.id);
    const clashing = await service.publish(
      'ada',
      0,
      on('2026-11-26', { startTime: '12:00', endTime: '12:30' }),
    );
    const later = await service.publish(
      'ada',
      0,
      on('2026-11-26', { startTime: '17:00', endTime: '17:30', opensAt: '2026-11-26T08:00:00.000Z' }),
    );
    const off = await service.publish('ada', 0, on('2026-11-26', { startTime: '18:00', endTime: '18:30' }));
    await service.book('mira', off.id);
    await callOff('ada', off.id);
    const { page } = await open('mira', { attributes: [`alumni-id="ada" view="${view}"`] });
    for (const dead of [clashing, later, off]) {
      await row(page, dead).getByRole('button', { name: 'Free instead: Thu 26 Nov, 15:00 – 15:30' }).click();
      await row(page, free)
        .getByRole('button', { name: /^Book: / })
        .and(page.locator(':focus'))
        .waitFor();
    }
    // Who has a seat, and what is free, needs none.
    expect(
      await row(page, free)
        .getByRole('button', { name: /^(Free instead|Find another)/ })
        .count(),
    ).toBe(0);
  });

  const at = { closedAt: '2026-11-26T08:00:00.000Z', opensAt: '2026-11-26T08:00:00.000Z' };
  it.each([
    ['slot_full', 'Someone took the last seat just before you.'],
    ['slot_started', 'This session has already started.'],
    ['slot_cancelled', 'This session was called off.'],
    ['slot_not_found', 'This session is no longer there.'],
    ['booking_closed', 'This session could be booked until Thursday 26 November, 08:00.'],
    ['booking_not_open', 'You can book this session from Thursday 26 November, 08:00.'],
    ['offer_lapsed', 'The seat is no longer held for you.'],
    ['waitlist_full', 'The waiting list takes nobody more.'],
    ['student_conflict', 'You have another session at that time: Thu 26 Nov, 09:45 – 10:15.'],
  ])('a refusal with %s leads there, where it was pressed', async (code, words) => {
    const queue = await startQueue(browser, {}, now);
    const { service, open } = queue;
    const refused = await service.publish('ada', 0, thursday);
    const free = await service.publish('ada', 0, on('2026-11-27'));
    const { page } = await open('mira');
    const times = { startsAt: '2026-11-26T09:45:00.000Z', endsAt: '2026-11-26T10:15:00.000Z' };
    const status = code === 'slot_not_found' ? 404 : 409;
    await page.route('**/api/slots/book', (route) =>
      route.fulfill({
        status,
        contentType: 'application/problem+json',
        headers: { 'access-control-allow-origin': '*' },
        body: JSON.stringify({
          code,
          status,
          detail: 'A sentence of the service.',
          slotId: 'elsewhere',
          ...at,
          ...times,
        }),
      }),
    );
    await row(page, refused)
      .getByRole('button', { name: /^Book: / })
      .click();
    const note = row(page, refused).locator('[part=note]');
    const way = note.getByRole('button', { name: 'Fri 27 Nov, 10:00 – 10:30: go to this session' });
    await way.waitFor();
    // In words of the element's own, which there are in every language.
    const told = await note.textContent();
    expect(told?.trim().split('\n')[0]?.trim()).toBe(words);
    await way.click();
    await row(page, free)
      .getByRole('button', { name: /^Book: / })
      .and(page.locator(':focus'))
      .waitFor();
  });
});

it('who holds as many seats as they may is led to one of theirs here, to move it or give it back', async () => {
  const { service, open } = await begin({}, { MAX_AHEAD_PER_MENTOR: '1' });
  const mine = await service.publish('ada', 0, on('2026-11-27'));
  await service.book('mira', mine.id);
  const wanted = await service.publish('ada', 0, on('2026-11-30'));
  const { page } = await open('mira');
  await row(page, wanted)
    .getByRole('button', { name: /^Book: / })
    .click();
  await row(page, wanted)
    .getByText(/^You hold as many seats with this mentor/)
    .waitFor();
  await row(page, wanted)
    .getByRole('button', { name: 'Yours, to move or cancel: Fri 27 Nov, 10:00 – 10:30' })
    .click();
  await row(page, mine)
    .getByRole('button', { name: /^Move…: / })
    .and(page.locator(':focus'))
    .waitFor();
});

it('a session that is called off while it is being booked stays, says so, and leads on', async () => {
  const { service, open, callOff } = await begin();
  const wanted = await service.publish('ada', 0, on('2026-11-27'));
  await service.publish('ada', 0, on('2026-11-30'));
  const { page } = await open('mira');
  await page.route('**/api/slots/book', async (route) => {
    await callOff('ada', wanted.id);
    await route.fallback();
  });
  await row(page, wanted)
    .getByRole('button', { name: /^Book: / })
    .click();
  await row(page, wanted).getByText('ada (name) called this session off.', { exact: true }).waitFor();
  await row(page, wanted)
    .getByRole('button', { name: /Mon 30 Nov, 10:00 – 10:30/ })
    .click();
  await page
    .getByRole('button', { name: 'Book: Mon 30 Nov, 10:00 – 10:30' })
    .and(page.locator(':focus'))
    .waitFor();
});

it('who may book nothing at all is led nowhere', async () => {
  const { service, open, full } = await begin({ grace: [on('2026-11-27')] });
  const { page } = await open('mira');
  await another(row(page, full)).waitFor();
  const host = page.locator('alumni-slots');
  await host.evaluate(
    (element, token) => element.setAttribute('token', token),
    service.token('grace', 'alumni'),
  );
  await page.getByText(/^Only students can book sessions\./).waitFor();
  await another(page).waitFor({ state: 'detached' });
});
