/** A student finds a session among everybody's, by what it is about, and books it where it stands. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAll, publish, startAll } from './all-sessions-page.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Sessions of three mentors. */
async function three() {
  const started = await startAll();
  const { service } = started;
  const slots = [
    await publish(service, 'ada', '2026-11-26 10:00', 'CV review', { maxParticipants: 1 }),
    await publish(service, 'tunde', '2026-11-24 12:00', 'Mock interview', { maxParticipants: 3 }),
    await publish(service, 'grace', '2026-11-24 09:00', 'Your CV, line by line', { maxParticipants: 1 }),
  ];
  return { ...started, slots };
}

describe('the list', () => {
  it('shows everybody’s sessions, soonest first, under their days, each with its mentor and what it is about', async () => {
    const all = await openAll(browser, await three());
    await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
    await all.said('3 sessions');
    expect(await all.page.getByRole('heading').allTextContents()).toHaveLength(2);
    await all.page.getByRole('heading', { name: 'Tuesday 24 November' }).waitFor();
    const row = all.page.getByRole('listitem', { name: 'Thu 26 Nov, 10:00 – 10:30, ada (name)' });
    await row.getByRole('button', { name: 'Book: Thu 26 Nov, 10:00 – 10:30, ada (name)' }).waitFor();
    expect(all.complaints).toEqual([]);
  });

  it('a mentor’s name tells the portal whom, and without a portal’s answer finds all that they offer', async () => {
    const all = await openAll(browser, await three());
    const { page } = all;
    const name = page.getByRole('button', { name: 'tunde (name)', exact: true });
    await name.waitFor();
    await page.evaluate(() => {
      document.addEventListener(
        'alumni-selected',
        (event) => {
          document.title = (event as unknown as { alumniId: string }).alumniId;
          event.preventDefault();
        },
        { once: true },
      );
    });
    await name.click();
    expect(await page.title()).toBe('tunde');
    expect(await all.field.inputValue()).toBe('');
    await name.click();
    await all.shows('Mock interview');
    expect(await all.field.inputValue()).toBe('tunde (name)');
  });

  it('watches the mentors of its rows alone', async () => {
    const all = await openAll(browser, await three());
    await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
    await expect.poll(() => [...all.watched].sort()).toEqual(['ada', 'grace', 'tunde']);
    await all.field.fill('cv');
    await all.shows('Your CV, line by line', 'CV review');
    await expect.poll(() => [...all.watched].sort()).toEqual(['ada', 'grace']);
  });

  it('brings more by a button: the focus goes to the first of them, and how many is said', async () => {
    const started = await startAll();
    await started.service.call('POST', '/api/slots', {
      token: started.service.token('ada', 'alumni'),
      body: { date: '2026-11-25', startTime: '10:00', endTime: '10:30', repeat: { every: 'day', count: 45 } },
    });
    const all = await openAll(browser, started);
    await all.said('20 sessions, more below');
    const more = all.page.getByRole('button', { name: 'More sessions' });
    await more.press('Enter');
    await all.said('20 more sessions');
    expect(await all.rows.count()).toBe(40);
    await expect.poll(() => all.rows.nth(20).evaluate((row) => row.matches(':focus'))).toBe(true);
    await more.click();
    await all.said('5 more sessions');
    expect(await all.rows.count()).toBe(45);
    expect(await more.count()).toBe(0);
    expect(new Set(await all.rows.evaluateAll((rows) => rows.map((row) => row.dataset.id))).size).toBe(45);
  });
});

describe('the search', () => {
  it('goes as one types, asks once where one goes on typing, and says how many', async () => {
    const all = await openAll(browser, await three());
    await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
    all.asked.length = 0;
    await all.field.pressSequentially('cv  REV', { delay: 20 });
    await all.shows('CV review');
    await all.said('1 session');
    expect(all.asked.map((url) => url.searchParams.get('q'))).toEqual(['cv REV']);
    await all.field.fill('nothing of it');
    await all.said('Nothing found for “nothing of it”');
    await all.page.getByRole('heading', { name: 'Nothing found for “nothing of it”' }).waitFor();
  });

  it('is cleared by Escape, by its button and from where nothing was found', async () => {
    const all = await openAll(browser, await three());
    const everything = ['Your CV, line by line', 'Mock interview', 'CV review'];
    await all.field.fill('interview');
    await all.shows('Mock interview');
    await all.field.press('Escape');
    await all.shows(...everything);
    expect(await all.field.inputValue()).toBe('');

    await all.field.fill('interview');
    await all.shows('Mock interview');
    await all.page.getByRole('button', { name: 'Clear search' }).click();
    await all.shows(...everything);
    await all.field.and(all.page.locator(':focus')).waitFor();

    await all.field.fill('astronomy');
    await all.page.getByRole('button', { name: 'Clear search' }).last().click();
    await all.shows(...everything);
    await all.field.and(all.page.locator(':focus')).waitFor();
  });

  it('shows what was asked for last, whichever answer comes first', async () => {
    const all = await openAll(browser, await three());
    await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await all.page.route('**/api/slots/open?q=mock*', async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    const slow = all.page.waitForRequest(/q=mock/);
    await all.field.fill('mock');
    await slow;
    const given = all.page.waitForEvent('requestfailed', (request) => /q=mock/.test(request.url()));
    await all.field.fill('cv');
    // Who no longer waits says so: the first request is given up.
    await given;
    await all.shows('Your CV, line by line', 'CV review');
    letGo();
    await all.field.fill('cv review');
    await all.shows('CV review');
  });

  it('outlives another token and another drawing', async () => {
    const started = await three();
    const all = await openAll(browser, started);
    await all.field.fill('cv');
    await all.page.getByRole('button', { name: 'This week' }).click();
    await all.shows('Your CV, line by line', 'CV review');
    await all.page.locator('alumni-slots').evaluate(
      (element, token) => {
        element.setAttribute('token', token);
        element.setAttribute('hour-cycle', '12');
        element.setAttribute('lang', 'de');
      },
      started.service.token('noor', 'student'),
    );
    await all.page.getByRole('button', { name: 'Diese Woche', pressed: true }).waitFor();
    const name = 'Buchen: Di., 24. Nov., 9:00 AM – 9:30 AM, grace (name)';
    await all.rows.first().getByRole('button', { name, exact: true }).waitFor();
    expect(await all.page.getByRole('searchbox').inputValue()).toBe('cv');
    await all.shows('Your CV, line by line', 'CV review');
  });
});

describe('booking', () => {
  it('happens in place; what is booked stays as one’s own, and what others take is full where it stands', async () => {
    const started = await three();
    const mira = await openAll(browser, started);
    const noor = await openAll(browser, started, { student: 'noor' });
    await noor.shows('Your CV, line by line', 'Mock interview', 'CV review');
    await mira.page.getByRole('button', { name: /^Book: Tue 24 Nov, 09:00/ }).click();
    await mira.rows.first().getByText('You’re in', { exact: true }).waitFor();
    await mira.shows('Your CV, line by line', 'Mock interview', 'CV review');
    // Two browsers: live, and nothing moves under the finger.
    await noor.rows.first().getByText('Full', { exact: true }).waitFor();
    await noor.rows
      .first()
      .getByRole('button', { name: /^Join the waiting list/ })
      .waitFor();
    await noor.shows('Your CV, line by line', 'Mock interview', 'CV review');
    // Read anew it can be booked no more; one's own stays until other sessions are wanted.
    await noor.field.fill('cv');
    await noor.shows('CV review');
    await mira.page.locator('alumni-slots').evaluate((element) => {
      (element as HTMLElement & { token: string }).token = '';
    });
    await mira.page
      .getByRole('button', { name: /^Sign in to book/ })
      .first()
      .waitFor();
    await mira.shows('Your CV, line by line', 'Mock interview', 'CV review');
    expect(mira.complaints).toEqual([]);
  });

  it('is seen by all: seats go up and down, and a session that is called off goes', async () => {
    const started = await three();
    const all = await openAll(browser, started);
    const row = all.rows.filter({ hasText: 'Mock interview' });
    await row.getByText('3 of 3 seats left').waitFor();
    await started.service.book('noor', started.slots[1]?.id ?? '');
    await row.getByText('2 of 3 seats left').waitFor();
    await started.service.call('DELETE', `/api/slots/${started.slots[1]?.id}`, {
      token: started.service.token('tunde', 'alumni'),
    });
    await all.shows('Your CV, line by line', 'CV review');
  });

  it('works by keyboard alone', async () => {
    const all = await openAll(browser, await three());
    const { page } = all;
    await all.rows.first().waitFor();
    const focused = () =>
      page.evaluate(() => {
        const it = document.activeElement?.shadowRoot?.activeElement;
        return it?.getAttribute('aria-label') ?? it?.textContent?.trim() ?? '';
      });
    await page.keyboard.press('Tab');
    await page.keyboard.type('cv review');
    await all.shows('CV review');
    const passed: string[] = [];
    for (let step = 0; step < 12 && !passed.at(-1)?.startsWith('Book'); step++) {
      await page.keyboard.press('Tab');
      passed.push(await focused());
    }
    expect(passed).toEqual([
      'Clear search',
      'Today',
      'This week',
      'Evenings',
      'Change time zone',
      'Use 12-hour clock',
      'ada (name)',
      'Details, add a note: Thu 26 Nov, 10:00 – 10:30, ada (name)',
      'Book: Thu 26 Nov, 10:00 – 10:30, ada (name)',
    ]);
    await page.keyboard.press('Enter');
    await all.rows.first().getByText('You’re in', { exact: true }).waitFor();
  });

  it('who finds a session taken is told of what its mentor has free besides, though it is not among those shown', async () => {
    const started = await three();
    await publish(started.service, 'ada', '2026-11-30 10:00', 'Portfolio review');
    const all = await openAll(browser, started);
    await all.field.fill('cv review');
    await all.shows('CV review');
    await started.service.book('noor', started.slots[0]?.id ?? '');
    const row = all.rows.first();
    await row.getByText('Full', { exact: true }).waitFor();
    expect(await all.page.getByText(/No free seat/).count()).toBe(0);
    await row.getByRole('button', { name: 'Find another session' }).click();
    await row.getByRole('button', { name: /^Mon 30 Nov, 10:00/ }).waitFor();
    expect(all.complaints).toEqual([]);
  });

  it('asks nobody in particular to sign in', async () => {
    const started = await three();
    const all = await openAll(browser, started, { student: null });
    await all.page.evaluate(() =>
      document.addEventListener('sign-in-required', (event) => {
        document.title = (event as unknown as { reason: string }).reason;
      }),
    );
    await all.page.getByRole('button', { name: /^Sign in to book: Thu 26 Nov/ }).click();
    await expect.poll(() => all.page.title()).toBe('action');
  });
});

describe('what goes wrong', () => {
  it('a list that does not come says so and is tried again by a press', async () => {
    const started = await three();
    const all = await openAll(browser, started, { serviceWorkers: 'block' });
    await all.rows.first().waitFor();
    await all.page.route('**/api/slots/open**', (route) => route.abort());
    await all.field.fill('cv');
    await all.page.getByRole('alert').getByText('The sessions could not be loaded.').waitFor();
    await all.page.unroute('**/api/slots/open**');
    await all.page.getByRole('button', { name: 'Try again' }).click();
    await all.shows('Your CV, line by line', 'CV review');
    expect(await all.field.inputValue()).toBe('cv');
  });

  it('more that do not come take nothing away', async () => {
    const started = await startAll();
    await started.service.call('POST', '/api/slots', {
      token: started.service.token('ada', 'alumni'),
      body: { date: '2026-11-25', startTime: '10:00', endTime: '10:30', repeat: { every: 'day', count: 25 } },
    });
    const all = await openAll(browser, started);
    const more = all.page.getByRole('button', { name: 'More sessions' });
    await more.waitFor();
    await all.page.route('**/api/slots/open**', (route) => route.abort());
    await more.click();
    await all.page.getByRole('alert').waitFor();
    expect(await all.rows.count()).toBe(20);
    await all.page.unroute('**/api/slots/open**');
    await more.click();
    await expect.poll(() => all.rows.count()).toBe(25);
    expect(await all.page.getByRole('alert').count()).toBe(0);
  });

  it('where nobody may read unasked, it asks to sign in, and shows them to whoever has', async () => {
    const started = await startAll({ PUBLIC_READ: 'false' });
    await publish(started.service, 'ada', '2026-11-26 10:00', 'CV review');
    const all = await openAll(browser, started, { student: null });
    await all.page.getByText('Sign in to see the sessions', { exact: true }).waitFor();
    const give = (token: string) =>
      all.page
        .locator('alumni-slots')
        .evaluate((element, token) => element.setAttribute('token', token), token);
    await give(started.service.token('mira', 'student'));
    await all.shows('CV review');
    // Nor does it go on showing them to whoever comes after.
    await give('');
    await all.page.getByText('Sign in to see the sessions', { exact: true }).waitFor();
    expect(await all.rows.count()).toBe(0);
  });

  it('after a time without the service it shows what has come meanwhile', async () => {
    const started = await three();
    const all = await openAll(browser, started);
    await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
    await all.page.context().setOffline(true);
    await all.page.getByText(/^Offline/).waitFor();
    await publish(started.service, 'hana', '2026-11-25 10:00', 'Portfolio review');
    await all.page.context().setOffline(false);
    await all.shows('Your CV, line by line', 'Mock interview', 'Portfolio review', 'CV review');
  });
});

it('becomes one’s own list and everybody’s again, as a page that shows both in turn asks', async () => {
  const started = await three();
  await started.service.book('mira', started.slots[1]?.id ?? '');
  const all = await openAll(browser, started);
  await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
  const element = all.page.locator('alumni-slots');
  await element.evaluate((one) => Object.assign(one, { all: false, mine: true }));
  await all.page.getByText('with tunde (name)').waitFor();
  expect(await all.field.count()).toBe(0);
  await element.evaluate((one) => Object.assign(one, { all: true, mine: false }));
  await all.shows('Your CV, line by line', 'Mock interview', 'CV review');
  expect(all.complaints).toEqual([]);
});
