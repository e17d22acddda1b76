/**
 * Firefox and WebKitGTK, the engine of Safari: the main ways through the elements, the same for both, on a page of
 * another origin under a strict policy. Everything else is tried in Chromium.
 */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import type { DrivenBrowser } from './driven-browser.ts';
import { DrivenPage, keys } from './driven-page.ts';
import { launchFirefox } from './firefox.ts';
import { type HostPage, startHostPage } from './host-page.ts';
import { findFirefox, findWebKit } from './other-browsers.mjs';
import { launchWebKit } from './webkit.ts';

const firefox = findFirefox();
const webKit = findWebKit();

describe.each([
  { name: 'Firefox', launch: firefox ? () => launchFirefox(firefox) : null },
  { name: 'WebKitGTK', launch: webKit ? () => launchWebKit(webKit) : null },
])('in $name', ({ name, launch }) => {
  let browser: DrivenBrowser | undefined;
  beforeAll(async () => {
    browser = await launch?.();
  });
  afterAll(() => browser?.close());

  let page: DrivenPage;
  let host: HostPage;
  let service: TestService;
  beforeEach(async ({ skip }) => {
    if (!browser) return skip(`${name}: not found and not installable here; its tests did not run.`);
    page = new DrivenPage(browser);
    host = await startHostPage();
    service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  });

  async function show(tag: string, person: string, role: string, around = ''): Promise<void> {
    const element = `<${tag} alumni-id="ada" token="${service.token(person, role)}"></${tag}>`;
    host.show(`<main ${around}>${element}</main>`, service.url);
    await page.goTo(host.origin);
  }

  it('a student sees the seats change live, books and cancels', async () => {
    const slot = await service.publish('ada', 30, { maxParticipants: 3, description: 'Questions' });
    const row = `[data-id="${slot.id}"]`;
    await show('alumni-slots', 'mira', 'student');
    await page.see({ css: row, words: '3 of 3 seats left' });
    await service.book('noor', slot.id);
    await page.see({ css: row, words: '2 of 3 seats left' });

    await page.click({ css: 'button', words: 'Book:' });
    await page.see({ css: row, words: 'You’re in' });
    await page.see({ css: row, words: '1 of 3 seats left' });
    expect(await held('mira')).toEqual([slot.id]);
    // A browser drops colour functions that it does not know.
    expect(await page.run(backgroundOf, row)).not.toBe('rgba(0, 0, 0, 0)');

    await page.click({ css: 'button', words: 'Cancel:' });
    await page.see({ css: 'dialog', words: 'Cancel your session with ada (name)' });
    await page.click({ css: 'dialog button', words: 'Cancel session' });
    await page.seeNoMore({ css: 'dialog' });
    await page.see({ css: row, words: '2 of 3 seats left' });
    expect(await held('mira')).toEqual([]);
  });

  it('an alumna reaches a day and adds a session by the keyboard alone', async () => {
    await show('mentor-calendar', 'ada', 'alumni');
    await page.see({ css: 'td[data-day]' });
    const today = await page.tabTo('data-day');
    await page.type(keys.right);
    expect(await page.focused('data-day')).toBe(daysAfter(today, 1));
    await page.type(keys.down, keys.left);
    expect(await page.focused('data-day')).toBe(daysAfter(today, 7));
    await page.type(keys.enter);
    await page.see({ css: `td[data-day="${daysAfter(today, 7)}"][aria-selected="true"]` });

    await page.until('the button Add has the focus', async () => {
      await page.type(keys.tab);
      return (await page.focused('data-action')) === 'add';
    });
    await page.type(keys.enter);
    await page.see({ css: 'dialog', words: 'Add availability' });
    await page.until(
      'the first field has the focus',
      async () => (await page.focused('name')) === 'description',
    );
    await page.type(...'Mock interview');
    const proposed = await tabToField('startTime');
    await page.type(keys.up);
    const startTime = await page.run(focusedValue);
    expect(startTime).not.toBe(proposed);
    await page.type(keys.enter);
    await page.seeNoMore({ css: 'dialog' });
    await page.see({ css: '[part~=day-panel]', words: 'Mock interview' });
    const [slot] = await published('ada');
    expect(slot).toMatchObject({ date: daysAfter(today, 7), startTime, description: 'Mock interview' });
  });

  it('from right to left, the right arrow is the day before', async () => {
    await show('mentor-calendar', 'ada', 'alumni', 'lang="ar" dir="rtl"');
    await page.see({ css: 'td[data-day]' });
    const today = await page.tabTo('data-day');
    await page.type(keys.right);
    expect(await page.focused('data-day')).toBe(daysAfter(today, -1));
    await page.type(keys.left, keys.left);
    expect(await page.focused('data-day')).toBe(daysAfter(today, 1));
    const [earlier, later] = await page.run(
      (days: string[]) => {
        const grid = document.querySelector('mentor-calendar')?.shadowRoot;
        return days.map(
          (day) => grid?.querySelector(`[data-day="${day}"]`)?.getBoundingClientRect().left ?? 0,
        );
      },
      weekOf(today).slice(0, 2),
    );
    expect(later).toBeLessThan(earlier as number);
  });

  /** Returns the value of the field. */
  async function tabToField(name: string): Promise<string> {
    await page.until(`the field ${name} has the focus`, async () => {
      await page.type(keys.tab);
      return (await page.focused('name')) === name;
    });
    return page.run(focusedValue);
  }

  async function held(student: string): Promise<string[]> {
    const token = service.token(student, 'student');
    const { body } = await service.call<{ bookings: Booking[] }>('GET', '/api/slots/my-bookings', { token });
    return body.bookings.map((booking) => booking.slotId);
  }

  async function published(alumniId: string): Promise<SlotView[]> {
    const path = `/api/slots/alumni/${alumniId}`;
    return (await service.call<{ slots: SlotView[] }>('GET', path)).body.slots;
  }
});

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Tuesday to Friday of the week are beside each other, wherever it begins. */
function weekOf(day: string): string[] {
  const tuesday = daysAfter(day, 2 - new Date(day).getUTCDay());
  return [0, 1, 2, 3].map((days) => daysAfter(tuesday, days));
}

/** In the page: what stands in the field with the focus. */
function focusedValue(): string {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return (focused as HTMLInputElement).value;
}

/** In the page. */
function backgroundOf(css: string): string {
  const found = document.querySelector('alumni-slots')?.shadowRoot?.querySelector(css);
  return found ? getComputedStyle(found).backgroundColor : '';
}
