/** Pages that meddle: with the keys that somebody types, with the text that an element shows, with what JavaScript itself brings. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Noon: whatever a test publishes for the next hours is on one day. */
const now = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T12:00:00.000Z`;

async function start(): Promise<{ host: HostPage; service: TestService }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now });
  return { host, service };
}

/** Opens the page; `meddle` runs in it before anything else does. */
async function open(host: HostPage, meddle: () => void): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openWindow(browser, { timezoneId: 'UTC' });
  onTestFinished(() => page.context().close());
  await page.addInitScript(meddle);
  await page.goto(host.origin);
  return { page, complaints };
}

describe('a page whose shortcuts are single letters', () => {
  /** As the libraries for shortcuts do: nothing while an input has the focus, which an element is not. */
  function listen(): void {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const type of ['keydown', 'keypress', 'keyup'])
      document.addEventListener(type, (event) => {
        const { key, target } = event as KeyboardEvent;
        if (!/^(INPUT|TEXTAREA|SELECT)$/.test((target as Element).tagName)) heard.push(`${type} ${key}`);
      });
  }
  const heardBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  const forget = (page: Page) =>
    page.evaluate(() => {
      (globalThis as unknown as { heard: string[] }).heard.length = 0;
    });

  /** Types all that a shortcut may be; returns what the page took for one. */
  async function type(field: Locator): Promise<string[]> {
    const page = field.page();
    await field.focus();
    await forget(page);
    for (const key of ['j', 'K', '/', '?', '7']) await page.keyboard.press(key);
    return heardBy(page);
  }

  it('hears nothing of what is typed into the fields of the calendar', async () => {
    const { host, service } = await start();
    host.show(
      `<mentor-calendar time-zone="UTC" token="${service.token('ada', 'alumni')}"></mentor-calendar>`,
      service.url,
    );
    const { page, complaints } = await open(host, listen);
    const calendar = page.locator('mentor-calendar');
    await calendar.getByRole('button', { name: /^Add availability on/ }).click();
    const form = calendar.getByRole('dialog', { name: 'Add availability' });
    const fields = form.locator('input:not([type=checkbox], [type=radio]), textarea, select');
    await fields.first().waitFor();
    expect(await fields.count()).toBeGreaterThan(4);
    for (const field of await fields.all()) {
      if (!(await field.isVisible())) continue;
      expect(await type(field), await field.evaluate((one) => one.outerHTML)).toEqual([]);
    }

    // What is no text goes on to the page, as from any field: keys with a modifier, and those that lead somewhere.
    await form.getByLabel('Seats').or(fields.first()).first().focus();
    await forget(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Tab');
    expect(await heardBy(page)).toEqual(expect.arrayContaining(['keydown k', 'keydown Tab']));
    await forget(page);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(await heardBy(page)).toContain('keydown Escape');
    expect(complaints).toEqual([]);
  });

  it('hears nothing of a note and of the search for a time zone, but hears its letters on a button', async () => {
    const { host, service } = await start();
    await service.publish('ada', 2, { description: 'Open hour', maxParticipants: 3 });
    host.show(
      `<alumni-slots alumni-id="ada" view="list" token="${service.token('mira', 'student')}"></alumni-slots>`,
      service.url,
    );
    const { page, complaints } = await open(host, listen);
    const element = page.locator('alumni-slots');
    await element.getByRole('button', { name: /^Details/ }).click();
    const note = element.locator('textarea');
    expect(await type(note)).toEqual([]);
    expect(await note.inputValue()).toBe('jK/?7');

    await element.locator('[part~=zone] button, .zone button').first().click();
    const field = element.getByRole('dialog').locator('input:not([type=radio]), select').first();
    expect(await type(field)).toEqual([]);
    // The first empties the search.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await element.getByRole('dialog').waitFor({ state: 'detached' });

    await element.getByRole('button', { name: /^Book/ }).focus();
    await forget(page);
    await page.keyboard.press('j');
    expect(await heardBy(page)).toContain('keydown j');
    expect(complaints).toEqual([]);
  });
});

describe('a page whose text a translator replaces', () => {
  /** What the translators of browsers do: each text becomes <font>s in its place, and the text node is gone. */
  function translate(element: Element): void {
    const root = element.shadowRoot as ShadowRoot;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const parent = text.parentElement;
      if (!text.data.trim() || parent?.closest('[translate=no], style, font')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = text.data.replace(/[a-z]+/gi, (word) => `«${word}»`);
      outer.append(inner);
      text.replaceWith(outer);
    }
  }

  it('goes on telling seats and states, whoever changes them', async () => {
    const { host, service } = await start();
    const slot = await service.publish('ada', 2, { description: 'Open hour', maxParticipants: 4 });
    host.show(
      `<alumni-slots alumni-id="ada" view="list" token="${service.token('mira', 'student')}"></alumni-slots>
       <alumni-slots alumni-id="ada" compact></alumni-slots>
       <mentor-calendar time-zone="UTC" token="${service.token('ada', 'alumni')}"></mentor-calendar>`,
      service.url,
    );
    const { page, complaints } = await open(host, () => {});
    const [list, line, calendar] = [
      page.locator('alumni-slots:not([compact])'),
      page.locator('[compact] [part~=base]'),
      page.locator('mentor-calendar'),
    ];
    const row = list.locator('[part~=slot]');
    const all = [list, page.locator('[compact]'), calendar];
    await list.getByRole('button', { name: /^Details/ }).click();
    await calendar.getByRole('grid').waitFor();
    const translated = () =>
      Promise.all(
        all.map(async (element) => {
          await element.evaluate(translate);
          expect(await element.locator('font').count()).toBeGreaterThan(1);
        }),
      );
    const left = (count: number) =>
      Promise.all(
        [row, line].map((place) =>
          expect.poll(() => place.textContent()).toMatch(new RegExp(`(?<!\\d)${count}(\\D+4)?\\D+left`)),
        ),
      );
    await row.getByText('4 of 4 seats left').first().waitFor();
    for (const [index, student] of ['noor', 'jonas', 'sam'].entries()) {
      await translated();
      await service.book(student, slot.id);
      await left(3 - index);
      await calendar
        .locator('[part~=session]')
        .getByText(new RegExp(`${student} \\(name\\)`))
        .waitFor();
    }
    await translated();
    await service.book('kim', slot.id);
    await expect.poll(() => row.textContent()).toContain('Full');
    await translated();
    // One's own presses too: nothing that was translated is left standing beside what is true now.
    await service.call('POST', '/api/slots/cancel', {
      token: service.token('kim', 'student'),
      body: { slotId: slot.id },
    });
    await expect.poll(() => row.textContent()).not.toContain('Full');
    await translated();
    await row.locator('.cta button').first().click();
    await row.getByText('You’re in').waitFor();
    await expect.poll(() => row.textContent()).toMatch(/(?<!\d)0\D+4\D+left/);
    expect(await row.textContent()).not.toMatch(/«left»/);
    expect(complaints).toEqual([]);
  });
});

describe('a page with Prototype.js of old', () => {
  /** What 1.6 and 1.7 do to arrays: a toJSON that makes text of them, and `from` and `entries` of their own. */
  function prototypeJs(): void {
    const quoted = (value: unknown): string =>
      Array.isArray(value) ? `[${value.map(quoted).join(', ')}]` : JSON.stringify(value);
    Object.assign(Array.prototype, {
      toJSON(this: unknown[]) {
        return quoted([...this]);
      },
      entries(this: unknown[]) {
        return [...this];
      },
    });
    Object.assign(String.prototype, {
      toJSON(this: string) {
        return `"${this}"`;
      },
    });
    Object.assign(Array, {
      from(iterable: { toArray?: () => unknown[]; length?: number } | null) {
        if (!iterable) return [];
        const length = iterable.length || 0;
        return [...Array(length).keys()].map((index) => (iterable as unknown[])[index]);
      },
    });
  }

  it('gets seats live, books and publishes a series as any other', async () => {
    const { host, service } = await start();
    const slot = await service.publish('ada', 2, { description: 'Open hour', maxParticipants: 4 });
    host.show(
      `<alumni-slots alumni-id="ada" view="month" token="${service.token('mira', 'student')}"></alumni-slots>
       <mentor-calendar time-zone="UTC" token="${service.token('ada', 'alumni')}"></mentor-calendar>`,
      service.url,
    );
    const { page, complaints } = await open(host, prototypeJs);
    const [students, calendar] = [page.locator('alumni-slots'), page.locator('mentor-calendar')];
    const row = students.locator('[part~=slot]');
    await row.getByText('4 of 4 seats left').waitFor();
    await service.book('noor', slot.id);
    await row.getByText('3 of 4 seats left').waitFor();
    await row.getByRole('button', { name: /^Book/ }).click();
    await row.getByText('2 of 4 seats left').waitFor();

    await calendar.getByRole('button', { name: /^Add availability on/ }).click();
    const form = calendar.getByRole('dialog', { name: 'Add availability' });
    await form.getByLabel('Date').fill(new Date(Date.parse(now) + 5 * 86_400_000).toISOString().slice(0, 10));
    await form.getByLabel('Repeat').selectOption({ index: 1 });
    const published = page.waitForResponse(
      (response) => response.url().endsWith('/api/slots') && response.request().method() === 'POST',
    );
    await form.getByRole('button', { name: /^Add/ }).last().click();
    expect((await published).status()).toBe(201);
    expect(complaints).toEqual([]);
  });
});
