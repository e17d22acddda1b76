/**
 * Strings that would run if they were more than text, in every text that somebody writes, as both elements show them on a page with
 * a strict Content-Security-Policy and Trusted Types. An eleventh of the strings in short; all of them with `STRINGS=all`,
 * another eleventh with `STRINGS=1` to `10`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';
import { launchBrowser } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';
import { hostileStrings } from './hostile-strings.ts';
import { fillingFrom, fillWithHostile, type HostileWorld, keepAsAddresses } from './hostile-world.ts';
import { openTrapped, type TrappedPage } from './trapped-page.ts';

/** As many as a session has links, at most. */
const portions = 11;
const portion = (at: number) => hostileStrings.filter((_, index) => index % portions === at);
const tried =
  process.env.STRINGS === 'all' ? [...Array(portions).keys()] : [Number(process.env.STRINGS ?? 0)];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('there are two hundred of them, each another', () => {
  expect(new Set(hostileStrings).size).toBe(hostileStrings.length);
  expect(hostileStrings.length).toBeGreaterThanOrEqual(200);
});

it('no source of the elements makes anything but text of a text', () => {
  const widget = fileURLToPath(new URL('../widget/', import.meta.url));
  const sinks =
    /\b(unsafeHTML|unsafeSVG|unsafeStatic|(inner|outer)HTML|insertAdjacentHTML|setHTML\w*|srcdoc|createContextualFragment|DOMParser|document\.write|eval|new Function)\b/;
  const sources = readdirSync(widget, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.test\.ts$|^(dist|build|node_modules)\//.test(name),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((name) => sinks.test(readFileSync(join(widget, name), 'utf8')))).toEqual([]);
});

it('the page would tell of a handler, a script and a picture from elsewhere', async () => {
  const page = await startHostPage();
  // Where Trusted Types do not refuse it before.
  const lax = { 'require-trusted-types-for': '' };
  page.show('<div id="host"></div>', page.origin, lax, 'type="text/plain"');
  const trapped = await openTrapped(browser, page.origin, page.origin);
  await trapped.page.evaluate(() => {
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
    const image = document.createElement('img');
    image.setAttribute('onerror', 'xss()');
    image.src = '//evil.example/x.png';
    root?.append(image);
    (window as unknown as { xss(): void }).xss();
  });
  const told = await trapped.expectQuiet().catch((error) => JSON.stringify(error.actual));
  for (const word of ['ran', 'xss', 'img onerror=xss()', '<img>', 'img-src']) expect(told).toContain(word);
  await trapped.page.context().close();
});

describe.each(tried)('each eleventh, from %i on', (at) => {
  const strings = portion(at);
  let service: TestService;
  let host: HostPage;
  let world: HostileWorld;

  it('stands as typed, runs nothing and loads nothing', async () => {
    host = await startHostPage();
    service = await startService({
      now: fillingFrom,
      env: { ALLOWED_ORIGINS: host.origin, MEDIA_DIR: temporaryFolder() },
    });
    world = await fillWithHostile(service, strings);
    for (const look of [everybody, anAlumnus, ownSessions, calendar, office]) await look();
  });

  it('leads nowhere where it came to be kept as an address', async () => {
    host = await startHostPage();
    const env = { ALLOWED_ORIGINS: host.origin, MEDIA_DIR: temporaryFolder() };
    service = await startService({ now: fillingFrom, env });
    world = await fillWithHostile(service, strings.slice(0, 8));
    const addresses = [...strings, ...strings.map((text) => `javascript:xss()//${text}`)];
    await keepAsAddresses(service, addresses);
    world.written['link label'] = addresses;
    for (const look of [anAlumnus, ownSessions, calendar]) await look();
  });

  async function open(tag: string, who: string, role: string): Promise<TrappedPage> {
    // A newer token tells a person's name anew.
    const name = who === 'ada' ? world.written.alumnus[0] : who;
    const token = service.token(who, role, { name });
    host.show(tag.replace('></', ` time-zone="UTC" token="${token}"></`), service.url);
    return openTrapped(browser, host.origin, service.url);
  }

  async function everybody(): Promise<void> {
    const { page, shows, expectQuiet } = await open('<alumni-slots all></alumni-slots>', 'zoe', 'student');
    const { alumnus, description } = world.written;
    await shows(...alumnus, ...description);
    const field = page.getByRole('searchbox');
    for (const text of strings) {
      await field.fill(`zzz ${text}`);
      await shows(`zzz ${text}`);
    }
    await expectQuiet();
    await page.context().close();
  }

  async function anAlumnus(): Promise<void> {
    const first = (world.alumniIds[0] ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const tag = `<alumni-slots alumni-id="${first}"></alumni-slots>`;
    const { page, shows, expectQuiet } = await open(tag, 'mira', 'student');
    for (const [index, id] of world.alumniIds.entries()) {
      await page
        .locator('alumni-slots')
        .evaluate((element, value) => element.setAttribute('alumni-id', value), id);
      await shows(world.written.description[index] ?? '');
      await page.getByRole('button', { name: /^Details: / }).click();
      await shows(world.written.note[index] ?? '');
      await page
        .getByRole('button', { name: /^Cancel/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Keep session' }).click();
      await expectQuiet();
    }
    await page.context().close();
  }

  async function ownSessions(): Promise<void> {
    const { page, shows, expectQuiet } = await open('<alumni-slots mine></alumni-slots>', 'mira', 'student');
    const { written } = world;
    await shows(...written.alumnus, ...written.description, ...written.message);
    await page.getByRole('button', { name: 'Past sessions' }).click();
    await page.getByRole('button', { name: /^Notes and feedback: / }).click();
    await shows(
      ...written['session notes'],
      ...written['link label'],
      ...written['own note'],
      ...written.recording,
    );
    await shows(written.comment[0] ?? '');
    await expectQuiet();
    await page.context().close();
  }

  async function calendar(): Promise<void> {
    const { page, shows, expectQuiet } = await open('<mentor-calendar></mentor-calendar>', 'ada', 'alumni');
    const { written } = world;
    const day = (date: string) => page.locator(`td[data-day="${date}"]`).click();
    const dialog = page.getByRole('dialog');

    // What is over.
    await day('2026-11-24');
    await shows(...written.student, ...written['session notes'], ...written['link label']);
    await shows(...written.comment, ...written.recording);
    for (const button of await page.locator('[data-action=open-private]').all()) await button.click();
    await shows(...written['note about']);
    await page.locator('[data-action=notes]').click();
    await shows(...written['session notes'].slice(0, 1));
    await expectQuiet();

    // What is full, and waited for.
    await day('2026-11-25');
    await shows(...written.student, ...written.waiting, ...written.note, ...written['queue note']);
    await shows(...written.calendar);
    const session = page.locator('[part~=session]').first();
    await session.getByRole('button', { name: /^Edit/ }).click();
    const about = dialog.locator('[name=description]');
    expect(await about.inputValue()).toBe(written.description[0]);
    for (const text of strings) await about.fill(text);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await session.getByRole('button', { name: /^Call off/ }).click();
    await dialog.getByText(written.student[0] ?? '').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Calendars you keep elsewhere' }).click();
    await dialog.getByLabel('Address').first().waitFor();
    await shows(...written.calendar);
    await page.keyboard.press('Escape');
    await expectQuiet();

    // What was called off.
    await day('2026-11-26');
    await shows(...written.message);
    await expectQuiet();
    await page.context().close();
  }

  async function office(): Promise<void> {
    const tag = '<mentor-calendar alumni-id="ada"></mentor-calendar>';
    const { page, shows, expectQuiet } = await open(tag, 'office', 'admin');
    await shows(...world.written.alumnus.slice(0, 1));
    await expectQuiet();
    await page.context().close();
  }
});
