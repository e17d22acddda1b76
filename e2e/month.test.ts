/** The calendar's month: adding from it by mouse and by keyboard, its keys, and a month that is full. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar, timesOf } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What has the focus inside the element: a day's date, or an id. */
function focused(page: Page): Promise<string | undefined> {
  return page.locator('mentor-calendar').evaluate((element) => {
    const inside = element.shadowRoot?.activeElement as HTMLElement | null;
    return inside?.dataset.day ?? inside?.id;
  });
}

describe('adding from the month', () => {
  it('by the "+" of a day, with start, end and seats as last time', async () => {
    const { page, day, all, complaints } = await openCalendar(browser, async ({ publish }) => {
      await publish('2027-03-03', '15:30', '16:15', { maxParticipants: 5 });
    });
    await day('2027-03-17').hover();
    await day('2027-03-17').locator('.plus').click();
    const form = page.getByRole('dialog', { name: 'Add a time on Wednesday 17 March' });
    await form.getByRole('button', { name: 'Add 1 session' }).click();
    await form.waitFor({ state: 'detached' });
    await page
      .getByText(/^Added: Wed 17 Mar/)
      .first()
      .waitFor();
    expect((await all()).at(-1)).toMatchObject({
      date: '2027-03-17',
      startTime: '15:30',
      endTime: '16:15',
      maxParticipants: 5,
    });
    expect(complaints).toEqual([]);
  });

  it('by dragging over days; one of them can be left out, and what clashes is told', async () => {
    const { page, day, all } = await openCalendar(browser, async ({ publish }) => {
      await publish('2027-03-18', '10:00', '11:00', { description: 'Seminar' });
    });
    const middle = async (date: string) => {
      const box = await day(date).boundingBox();
      return box ? ([box.x + box.width / 2, box.y + box.height / 2] as const) : ([0, 0] as const);
    };
    await day('2027-03-16').hover();
    await day('2027-03-16').locator('.plus').waitFor();
    await page.mouse.move(...(await middle('2027-03-16')));
    await page.mouse.down();
    await page.mouse.move(...(await middle('2027-03-17')), { steps: 4 });
    await page.mouse.move(...(await middle('2027-03-20')), { steps: 4 });
    await expect.poll(() => page.locator('td.picked').count()).toBe(5);
    await page.mouse.up();
    const form = page.getByRole('dialog', { name: 'Add a time on 5 days' });
    await form.getByLabel('From').fill('10:00');
    await form.getByLabel('To', { exact: true }).fill('11:00');
    await form.getByLabel('Fri 19 Mar').uncheck();
    await form.getByRole('button', { name: 'Add 4 sessions' }).click();
    await form
      .getByRole('alert')
      .getByText(/Thu 18 Mar, 10:00 – 11:00 · Seminar/)
      .waitFor();
    await form.getByRole('button', { name: 'Add 3 sessions' }).click();
    await page
      .getByText(/^3 sessions added/)
      .first()
      .waitFor();
    expect(timesOf(await all())).toEqual([
      '2027-03-16 10:00',
      '2027-03-17 10:00',
      '2027-03-18 10:00',
      '2027-03-20 10:00',
    ]);
    expect(await page.locator('td.picked').count()).toBe(0);
  });

  it('UX 53: by Shift and the arrows, then Enter; Escape lets the days go', async () => {
    const { page, day, all } = await openCalendar(browser, async () => {});
    await day('2027-03-01').focus();
    await page.locator('.plus').first().waitFor({ state: 'visible' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => page.locator('td.picked').count()).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('td.picked').count()).toBe(0);
    for (const _ of [1, 2]) await page.keyboard.press('Shift+ArrowRight');
    await page.getByText(/^3 days chosen, Tue 9 Mar to Thu 11 Mar/).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Add a time on 3 days' });
    await form.waitFor();
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(timesOf(await all())).toEqual(['2027-03-09 10:00', '2027-03-10 10:00', '2027-03-11 10:00']);
  });

  it('by Enter in the very frame in which the "+" of the chosen day shows', async () => {
    const { page, day } = await openCalendar(browser, async () => {});
    await page.evaluate(() => {
      const root = document.querySelector('mentor-calendar')?.shadowRoot;
      const cell = root?.querySelector('td.chosen');
      const look = () => {
        const plus = cell?.querySelector('.plus');
        if (!plus?.getClientRects().length) requestAnimationFrame(look);
        else
          cell?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      };
      // Without its styles every cell has one that is empty.
      requestAnimationFrame(function wait() {
        if (
          root?.adoptedStyleSheets.some(({ cssRules }) =>
            [...cssRules].some((one) => one.cssText.startsWith('.plus')),
          )
        )
          look();
        else requestAnimationFrame(wait);
      });
    });
    await day('2027-03-01').focus();
    await page.getByRole('dialog', { name: 'Add a time on Monday 1 March' }).waitFor();
  });

  it('by Enter on a chosen day without sessions, and on to the whole form with what is typed', async () => {
    const { page, day } = await openCalendar(browser, async () => {});
    await day('2027-03-01').focus();
    await page.locator('.plus').first().waitFor({ state: 'visible' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('2027-03-02');
    await page.keyboard.press('Enter');
    const small = page.getByRole('dialog', { name: 'Add a time on Tuesday 2 March' });
    await small.getByLabel('From').fill('08:15');
    await small.getByRole('button', { name: 'More options…' }).click();
    const form = page.getByRole('dialog', { name: 'Add availability' });
    expect(await form.getByLabel('From').inputValue()).toBe('08:15');
    expect(await form.getByLabel('Date').inputValue()).toBe('2027-03-02');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('2027-03-02');
  });

  it('never by touch: a finger scrolls', async () => {
    const { page, day } = await openCalendar(browser, async () => {}, {
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      isMobile: true,
    });
    await day('2027-03-16').tap();
    await page.locator('.plus').first().waitFor({ state: 'attached' });
    const touches = await page.context().newCDPSession(page);
    const point = async (date: string) => {
      const box = await day(date).boundingBox();
      return [{ x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 }];
    };
    await touches.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: await point('2027-03-23'),
    });
    await touches.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: await point('2027-03-24'),
    });
    expect(await page.locator('td.picked').count()).toBe(0);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the keys of the month', () => {
  it.each([
    ['en-GB', 'Home', '2027-03-15'],
    ['en-GB', 'End', '2027-03-21'],
    ['en-US', 'Home', '2027-03-14'],
    ['en-US', 'End', '2027-03-20'],
    ['en-GB', 'PageDown', '2027-04-17'],
    ['en-GB', 'PageUp', '2027-02-17'],
    ['en-GB', 'Shift+PageDown', '2028-03-17'],
    ['en-GB', 'Shift+PageUp', '2026-03-17'],
    ['ar', 'ArrowRight', '2027-03-16'],
  ])('in %s, %s leads from 17 March to %s', async (locale, key, date) => {
    const { page, day } = await openCalendar(browser, async () => {}, {
      attributes: `locale="${locale}"${locale === 'ar' ? ' dir="rtl"' : ''}`,
    });
    await day('2027-03-17').click();
    await page.keyboard.press(key);
    await expect.poll(() => focused(page)).toBe(date);
    expect(await page.locator('td[tabindex="0"]').count()).toBe(1);
  });

  it('Enter goes on to the sessions of a day, Escape back; a day without says so', async () => {
    const { page, day } = await openCalendar(browser, async ({ publish }) => {
      await publish('2027-03-02', '10:00', '11:00');
    });
    await day('2027-03-01').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('availability');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('2027-03-02');
    await page.getByRole('gridcell', { name: /Wednesday,? 3 March 2027, no sessions/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('2027-03-03');
  });
});

describe('a month of 500 sessions', () => {
  const dates = Array.from({ length: 25 }, (_, index) => `2027-03-${String(index + 5).padStart(2, '0')}`);

  it('spells out little, and one seat taken touches the nodes of its own day and session only, and the number of those to come', async () => {
    const { page, service, day, sessions, all } = await openCalendar(browser, async ({ repeat, service }) => {
      for (let hour = 3; hour <= 22; hour++) {
        const time = String(hour).padStart(2, '0');
        const series = await repeat({
          date: dates[0],
          startTime: `${time}:00`,
          endTime: `${time}:40`,
          maxParticipants: 12,
          repeat: { every: 'day', count: dates.length },
        });
        // As many as are listed among what comes next, before the day that is looked at.
        if (hour > 16) await service.book('jo', series[1]?.id ?? '');
      }
    });
    await day('2027-03-17').click();
    await sessions.nth(19).waitFor();
    await expect.poll(() => day('2027-03-17').locator('.mark').count()).toBe(1);
    await day('2027-03-17').getByText('+19').waitFor();
    // What is fetched on the first touch is drawn too by now.
    await page.locator('mentor-calendar .base > [role=status]').waitFor({ state: 'attached' });
    await page.locator('mentor-calendar').evaluate((element) => {
      const touched: string[] = [];
      (globalThis as unknown as { touched: string[] }).touched = touched;
      const name = (node: Node | null): string => {
        const at = node instanceof Element ? node : node?.parentElement;
        const own = at?.closest<HTMLElement>('[data-day], [data-id], .up, [role=status], [part=upcoming]');
        return (
          own?.dataset.day ??
          (own?.dataset.id
            ? 'session'
            : ((own?.className || own?.part.value) ?? `elsewhere: ${at?.outerHTML.slice(0, 200)}`))
        );
      };
      new MutationObserver((records) => {
        for (const { target } of records) touched.push(name(target));
      }).observe(element.shadowRoot as ShadowRoot, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    const slot = (await all()).find(({ date, startTime }) => date === '2027-03-17' && startTime === '05:00');
    await service.book('mira', slot?.id ?? '');
    await sessions.nth(2).getByText('1 of 12 seats taken').waitFor();
    const touched = await page.evaluate(() => (globalThis as unknown as { touched: string[] }).touched);
    expect(touched).toContain('2027-03-17');
    expect([...new Set(touched)].sort()).toEqual(['2027-03-17', 'session', 'upcoming']);
    expect(touched.length).toBeLessThan(30);
  });

  it('the rosters of a day of many are folded, but not where somebody waits for an answer', async () => {
    const { day, sessions } = await openCalendar(browser, async ({ publish, service }) => {
      for (let hour = 1; hour <= 8; hour++) {
        const slot = await publish('2027-03-17', `0${hour}:00`, `0${hour}:40`, {
          requiresApproval: hour === 2,
          maxParticipants: 3,
        });
        if (hour < 3) await service.book('mira', slot.id);
      }
    });
    await day('2027-03-17').click();
    await sessions.nth(7).waitFor();
    expect(await sessions.nth(0).getByText('mira (name)').isVisible()).toBe(false);
    await sessions.nth(0).getByText('Who comes (1)').click();
    await sessions.nth(0).getByText('mira (name)').waitFor();
    await sessions.nth(1).getByRole('button', { name: 'Confirm mira (name)' }).waitFor();
  });

  it('the focus stays near when a live change takes away the session that has it', async () => {
    const { page, service, day, sessions } = await openCalendar(browser, async ({ publish }) => {
      for (const hour of ['10', '11', '12']) await publish('2027-03-17', `${hour}:00`, `${hour}:40`);
    });
    await day('2027-03-17').click();
    await sessions.nth(1).getByRole('button', { name: /^Edit/ }).focus();
    const id = await sessions.nth(1).getAttribute('data-id');
    await service.call('DELETE', `/api/slots/${id}`, { token: service.token('ada', 'alumni') });
    await expect.poll(() => sessions.count()).toBe(2);
    expect(await focused(page)).toBe('availability');
  });
});

it('the focus is on the day that was pressed, in whichever cell it then is', async () => {
  const { page, day } = await openCalendar(browser, async () => {});
  await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: 'Next month' }).click();
  // May 2027 has six weeks, June five.
  await day('2027-06-04').click();
  await page.getByRole('heading', { name: 'June 2027' }).waitFor();
  expect(await focused(page)).toBe('2027-06-04');
});
