/** From a fresh portal to a booked session and back, in two windows: once by mouse, once by keyboard. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openWindow, type Visitor } from './browser.ts';
import { startFilledPortal } from './filled-portal.ts';
import type { Portal } from './portal.ts';

let portal: Portal;
let browser: Browser;

beforeAll(async () => {
  [portal, browser] = await Promise.all([startFilledPortal(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  expect(await portal.stop()).toBe(0);
});

/** How somebody uses a control: with the mouse, or with the keyboard alone. */
interface Hand {
  press(control: Locator): Promise<void>;
  fill(field: Locator, value: string): Promise<void>;
}

const mouse: Hand = {
  press: (control) => control.click(),
  fill: (field, value) => field.fill(value),
};

/** Presses Tab until the control has the focus, as somebody without a mouse does; then Enter. */
const keyboard: Hand = {
  async press(control) {
    await tabTo(control);
    await control.page().keyboard.press('Enter');
  },
  async fill(field, value) {
    await tabTo(field);
    await field.fill(value);
  },
};

async function tabTo(control: Locator): Promise<void> {
  await control.waitFor();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let step = 0; step < 150; step++) {
      if (await control.evaluate((element) => element.matches(':focus'))) return;
      await control.page().keyboard.press(key);
    }
  }
  throw new Error(`The keyboard does not reach ${control}`);
}

/** Moves the focus through the month by arrow keys to the day, and chooses it. */
async function chooseDayByKeyboard(page: Page, iso: string): Promise<void> {
  const focused = page.getByRole('grid').locator('td[tabindex="0"]');
  await tabTo(focused);
  for (let step = 0; step < 62; step++) {
    const here = (await focused.getAttribute('data-day')) ?? '';
    if (here === iso) break;
    await page.keyboard.press(here < iso ? 'ArrowRight' : 'ArrowLeft');
  }
  await page.keyboard.press('Enter');
}

async function signIn(page: Page, hand: Hand, name: string): Promise<void> {
  await page.goto(portal.url);
  await hand.press(page.getByRole('banner').getByRole('button', { name: 'Sign in' }));
  await hand.press(page.getByRole('dialog').getByRole('button', { name }));
  await page.getByRole('banner').getByText(name).waitFor();
}

/** A day of this month or the next. */
function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

describe.each([
  { by: 'mouse', hand: mouse, student: 'Priya Raman', ahead: 16, topic: 'Questions by mouse' },
  { by: 'keyboard', hand: keyboard, student: 'Diego Santos', ahead: 18, topic: 'Questions by keyboard' },
])('by $by', ({ by, hand, student, ahead, topic }) => {
  let ada: Visitor;
  let visitor: Visitor;

  beforeEach(async () => {
    ada = await openWindow(browser);
    visitor = await openWindow(browser);
  });

  it('a session is opened, booked, seen by the alumna, and called off, live in both windows', async () => {
    const day = dayAhead(ahead);

    // The student opens Ada's card and the Mentorship tab.
    await signIn(visitor.page, hand, student);
    await hand.press(visitor.page.getByRole('link', { name: 'Ada Lindqvist' }));
    const profile = visitor.page.getByRole('dialog', { name: 'Ada Lindqvist' });
    await profile.getByRole('tab', { name: 'About' }).waitFor();
    if (by === 'mouse') await profile.getByRole('tab', { name: 'Mentorship' }).click();
    else {
      await tabTo(profile.getByRole('tab', { name: 'About' }));
      await visitor.page.keyboard.press('ArrowRight');
    }
    const slots = profile.locator('alumni-slots');
    await slots.getByText('Up to date', { exact: true }).waitFor();

    // The alumna opens a time on a day of her calendar.
    await signIn(ada.page, hand, 'Ada Lindqvist');
    await hand.press(ada.page.getByRole('navigation').getByRole('link', { name: 'Calendar' }));
    const calendar = ada.page.locator('mentor-calendar');
    const cell = calendar.locator(`td[data-day="${day}"]`);
    await calendar.getByRole('grid').waitFor();
    if (!(await cell.count())) await hand.press(calendar.getByRole('button', { name: 'Next month' }));
    if (by === 'mouse') await cell.click();
    else await chooseDayByKeyboard(ada.page, day);
    await hand.press(calendar.getByRole('button', { name: /^Add availability on/ }));
    const form = calendar.getByRole('dialog', { name: 'Add availability' });
    await hand.fill(form.getByLabel('What is it about'), topic);
    await hand.fill(form.getByLabel('Seats'), '2');
    await hand.fill(form.getByLabel('From'), '18:00');
    await hand.fill(form.getByLabel('To', { exact: true }), '18:45');
    await hand.press(form.getByRole('button', { name: 'Add session' }));

    // The student's open dialog shows it within a second, without a reload.
    const row = slots.getByRole('listitem').filter({ hasText: topic });
    await within(1000, row.getByText('2 of 2 seats left'));
    const session = calendar.locator('[part~=session]').filter({ hasText: topic });
    await session.waitFor();

    // The student books; the alumna sees the seat gone and the name.
    await hand.press(row.getByRole('button', { name: /^Book/ }));
    await within(1000, row.getByText('You’re in', { exact: true }));
    await within(1000, session.getByText(student));
    await within(1000, session.getByText('1 of 2 seats taken'));

    // She calls it off; the student sees that.
    await hand.press(session.getByRole('button', { name: /^Call off/ }));
    const question = calendar.getByRole('dialog', { name: /^Call off/ });
    await question.getByText('1 student is booked.', { exact: true }).waitFor();
    await hand.press(question.getByRole('button', { name: 'Call off session' }));
    await within(1000, row.getByText('Ada Lindqvist called this session off.'));
    await session.getByText('Called off', { exact: true }).waitFor();

    expect([...ada.complaints, ...visitor.complaints]).toEqual([]);
  });

  it('a student cancels after being asked, and the seat is free again', async () => {
    await signIn(visitor.page, hand, student);
    await visitor.page.goto(`${portal.url}/?alumni=ada&tab=mentorship`);
    const slots = visitor.page.getByRole('dialog', { name: 'Ada Lindqvist' }).locator('alumni-slots');
    const row = slots.getByRole('listitem').filter({ hasText: 'Open hour' }).first();
    await hand.press(row.getByRole('button', { name: /^Book/ }));
    await row.getByText('You’re in', { exact: true }).waitFor();

    await hand.press(row.getByRole('button', { name: /^Cancel/ }));
    const question = slots.getByRole('dialog', {
      name: /^Cancel your session with Ada Lindqvist on \w+ \d+ \w+, \d\d:\d\d – \d\d:\d\d\?$/,
    });
    await hand.press(question.getByRole('button', { name: 'Keep session' }));
    await question.waitFor({ state: 'hidden' });
    await row.getByText('You’re in', { exact: true }).waitFor();

    await hand.press(row.getByRole('button', { name: /^Cancel/ }));
    await hand.press(question.getByRole('button', { name: 'Cancel session' }));
    await row.getByRole('button', { name: /^Book/ }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});

/** Waits until it is visible, at most so long: a live change is, a page that asks again is too slow. */
async function within(milliseconds: number, what: Locator): Promise<void> {
  const slack = 15; // Busy machines are slow to draw; without a word of the service nothing would come at all.
  await what.first().waitFor({ timeout: milliseconds * slack });
}
