/** By keyboard and by ear: what axe cannot see. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStatePages } from './state-page.ts';

const { open } = useStatePages();

const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

const day = (page: Page, iso: string) => page.locator(`td[data-day="${iso}"]`);

/** Goes on with Tab until the focus is there. */
async function tabTo(control: Locator): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if (await control.evaluate((element) => element.matches(':focus'))) return;
    await control.page().keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${control}`);
}

describe('the month', () => {
  it('UX 22: has one tab stop, and arrows move by a day and by a week', async () => {
    const page = await open('calendar-month');
    const stops = page.locator('td[tabindex="0"]');
    await tabTo(day(page, '2026-11-24'));
    for (const [key, iso] of [
      ['ArrowRight', '2026-11-25'],
      ['ArrowDown', '2026-12-02'],
      ['ArrowLeft', '2026-12-01'],
      ['ArrowUp', '2026-11-24'],
    ] as const) {
      await page.keyboard.press(key);
      await day(page, iso).and(page.locator(':focus')).waitFor();
      expect(await stops.count()).toBe(1);
    }
    await page.keyboard.press('Tab');
    expect(await page.locator('td:focus').count()).toBe(0);
  });

  it.each([
    { lang: 'en-GB', first: '2026-11-23', last: '2026-11-29' },
    { lang: 'en-US', first: '2026-11-22', last: '2026-11-28' },
    { lang: 'ar-EG', first: '2026-11-21', last: '2026-11-27' },
  ])('UX 23: Home and End go to the ends of the week as $lang counts it', async ({ lang, first, last }) => {
    const page = await open('calendar-month', { look: { lang } });
    await tabTo(day(page, '2026-11-24'));
    await page.keyboard.press('Home');
    await day(page, first).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('End');
    await day(page, last).and(page.locator(':focus')).waitFor();
  });

  it('UX 24: PageUp and PageDown change the month, with Shift the year, to the last day where there is none', async () => {
    const page = await open('calendar-month');
    await tabTo(day(page, '2026-11-24'));
    for (const [key, iso] of [
      ['PageDown', '2026-12-24'],
      ['End', '2026-12-27'],
      ['ArrowDown', '2027-01-03'],
      ['Shift+PageUp', '2026-01-03'],
      ['Home', '2025-12-29'],
      ['ArrowRight', '2025-12-30'],
      ['PageDown', '2026-01-30'],
      ['PageDown', '2026-02-28'],
      ['Shift+PageDown', '2027-02-28'],
    ] as const) {
      await page.keyboard.press(key);
      await day(page, iso).and(page.locator(':focus')).waitFor();
    }
  });

  it('UX 25: Enter and Space open the sessions of the day that has the focus', async () => {
    const page = await open('calendar-month');
    await tabTo(day(page, '2026-11-24'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('Wednesday 25 November', { exact: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Add availability on Thursday 26 November' }).waitFor();
    expect(await day(page, '2026-11-26').getAttribute('aria-selected')).toBe('true');
  });

  it('UX 26: its name is a polite live region, and the columns carry the whole names of the days', async () => {
    const page = await open('calendar-month');
    expect(await page.locator('#month').getAttribute('aria-live')).toBe('polite');
    const heads = page.getByRole('columnheader');
    expect(await heads.evaluateAll((all) => all.map((head) => head.getAttribute('abbr')))).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
    ]);
    await page.getByRole('columnheader', { name: 'Monday', exact: true }).waitFor();
  });

  it('UX 27: is a table and a grid named by its heading; one day is chosen, today is marked', async () => {
    const page = await open('calendar-empty-day');
    const grid = page.getByRole('grid', { name: 'November 2026' });
    expect(await grid.evaluate((element) => element.tagName)).toBe('TABLE');
    const marked = (attribute: string) =>
      grid
        .locator(`[${attribute}]`)
        .evaluateAll(
          (days, name) => days.map((one) => [(one as HTMLElement).dataset.day, one.getAttribute(name)]),
          attribute,
        );
    expect(await marked('aria-selected')).toEqual([['2026-11-25', 'true']]);
    expect(await marked('aria-current')).toEqual([['2026-11-24', 'date']]);
  });

  it('UX 28: days without sessions take the focus and say so', async () => {
    const page = await open('calendar-month');
    await tabTo(day(page, '2026-11-24'));
    await page.keyboard.press('ArrowRight');
    await page
      .getByRole('gridcell', { name: 'Wednesday, 25 November 2026, no sessions' })
      .and(page.locator(':focus'))
      .waitFor();
  });

  it('UX 29: from right to left the right arrow goes to the day before, and the arrows of the buttons turn', async () => {
    const page = await open('calendar-month', { look: { dir: 'rtl' } });
    await tabTo(day(page, '2026-11-24'));
    await page.keyboard.press('ArrowRight');
    await day(page, '2026-11-23').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowLeft');
    await day(page, '2026-11-24').and(page.locator(':focus')).waitFor();
    const turned = page.getByRole('button', { name: 'Next month' }).locator('svg');
    expect(await turned.evaluate((icon) => getComputedStyle(icon).transform)).toBe(
      'matrix(-1, 0, 0, 1, 0, 0)',
    );
  });

  it('UX 30: a day says its date, its sessions and its free seats', async () => {
    const page = await open('calendar-month');
    for (const name of [
      'Tuesday, 24 November 2026, 2 sessions, 4 seats free, 1 request to answer',
      'Thursday, 26 November 2026, 1 session, no seats free',
      'Monday, 30 November 2026, 1 session, 12 seats free',
      'Thursday, 5 November 2026, 1 session',
    ]) {
      await page.getByRole('gridcell', { name, exact: true }).waitFor();
    }
  });
});

describe('dialogs', () => {
  it.each([
    { state: 'slots-list', opener: /^Change time zone/, title: 'Show times in which zone?' },
    { state: 'slots-yours', opener: /^Cancel: Tue 24 Nov/, title: /^Cancel your session with Ada Lindqvist/ },
    { state: 'calendar-month', opener: /^Change time zone/, title: 'Show times in which zone?' },
    { state: 'calendar-month', opener: /^Add availability on/, title: 'Add availability' },
    { state: 'calendar-month', opener: /^Edit: Tue 24 Nov, 10:00/, title: 'Edit session' },
    { state: 'calendar-month', opener: /^Call off: Tue 24 Nov, 10:00/, title: 'Call off “CV review”?' },
    { state: 'mine-some', opener: 'Subscribe in your calendar', title: 'Subscribe in your calendar' },
    { state: 'calendar-month', opener: 'Subscribe in your calendar', title: 'Subscribe in your calendar' },
    { state: 'calendar-month', opener: /^Calendars you keep/, title: 'Calendars you keep elsewhere' },
  ])(
    'UX 50: "$title" takes the focus, closes by Esc, and gives the focus back',
    async ({ state, opener, title }) => {
      const page = await open(state);
      const button = page.getByRole('button', { name: opener }).first();
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.waitFor();
      expect(await dialog.evaluate((element) => element.matches(':focus-within'))).toBe(true);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await button.and(page.locator(':focus')).waitFor();
    },
  );

  it.each([
    { opener: /^Call off: Tue 24 Nov, 10:00/, title: 'Call off “CV review”?', decided: 'checkbox' },
    { opener: /^Decline/, title: /^Decline/, decided: 'textbox' },
  ] as const)(
    '"$title" begins at its title, before what is to be decided',
    async ({ opener, title, decided }) => {
      const page = await open('calendar-month');
      await page.getByRole('button', { name: opener }).first().click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByRole('heading').and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Tab');
      await dialog.getByRole(decided).first().and(page.locator(':focus')).waitFor();
    },
  );

  it('what one does in "Calendars you keep elsewhere" moves the focus on, never out of the dialog', async () => {
    const page = await open('elsewhere-some');
    const dialog = page.getByRole('dialog', { name: 'Calendars you keep elsewhere' });
    const field = (place: number) =>
      dialog
        .getByRole('group', { name: `Calendar ${place}`, exact: true })
        .getByLabel('Address')
        .and(page.locator(':focus'));
    await tabTo(dialog.getByRole('button', { name: 'Another calendar' }));
    await page.keyboard.press('Enter');
    await field(5).waitFor();
    await tabTo(dialog.getByRole('button', { name: 'Remove calendar 5' }));
    await page.keyboard.press('Enter');
    await field(4).waitFor();
    await tabTo(dialog.getByRole('button', { name: 'Remove calendar 4' }));
    await page.keyboard.press('Space');
    await field(3).waitFor();
  });

  it('UX 48: the question names whom and when, and its buttons say what they do', async () => {
    const page = await open('session-cancel');
    const dialog = page.getByRole('dialog', {
      name: /^Cancel your session with Ada Lindqvist.*24 November.*10:00/,
    });
    await dialog.waitFor();
    expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['Keep session', 'Cancel session']);
    expect(await focused(page)).toBe('Keep session');
  });
});

describe('by ear', () => {
  it('UX 44: while it loads it is busy, and says so once', async () => {
    for (const state of ['slots-loading', 'calendar-loading']) {
      const page = await open(state);
      await page.locator('.base[aria-busy=true]').waitFor();
      expect(await page.getByText('Loading sessions…').count()).toBe(1);
      const bones = page.locator('.bone');
      expect(await bones.evaluateAll((all) => all.every((bone) => bone.closest('[aria-hidden=true]')))).toBe(
        true,
      );
    }
  });

  it('UX 45: an error says what happened, by which reference it is found, and offers to try again', async () => {
    for (const state of ['slots-error', 'calendar-error']) {
      const page = await open(state);
      const alert = page.getByRole('alert').filter({ hasText: 'The sessions could not be loaded.' });
      await alert.getByText(/^Reference: [\da-f-]{36}$/).waitFor();
      await alert.getByRole('button', { name: 'Try again' }).waitFor();
    }
  });

  it('UX 45: offline keeps the last sessions, marked with their age', async () => {
    for (const state of ['slots-offline', 'calendar-offline']) {
      const page = await open(state);
      await page.getByRole('status').getByText('Offline. As of 12 minutes ago.').waitFor();
      await page.getByText('CV review').locator('visible=true').first().waitFor();
    }
  });

  it('UX 47: what came of an action is said in place and by a status line, and stays', async () => {
    for (const [state, said] of [
      ['session-cancelled', 'Your session on Tue 24 Nov, 10:00 – 10:30 is cancelled.'],
      ['calendar-confirmed', 'Priya Raman is in.'],
    ] as const) {
      const page = await open(state);
      await page.locator('[part~=note]').getByText(said).waitFor();
      await page.locator('p[role=status]').getByText(said).waitFor({ state: 'attached' });
      await page.waitForTimeout(1_500);
      expect(await page.locator('[part~=note]').getByText(said).isVisible()).toBe(true);
    }
  });

  it('UX 40: a countdown stands beside the whole time and is not spoken', async () => {
    const page = await open('slots-list');
    await page.locator('time[datetime="2026-11-24T10:00:00.000Z"]').waitFor();
    const spoken = page.locator('[role=status], [role=alert], [aria-live]');
    const texts = await spoken.evaluateAll((all) => all.map((one) => one.textContent));
    expect(texts.join(' ')).not.toMatch(/in 1 hr 42 min/);
  });
});
