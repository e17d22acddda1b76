/** A page that was open, or cached, while the service was upgraded to a release whose files have other names. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { existing } from '../server/testing/fresh-database.ts';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const built = fileURLToPath(new URL('../widget/dist/', import.meta.url));

/** The same elements as a later release would have them: every file has another hash. */
function nextRelease(): URL {
  const folder = mkdtempSync(join(tmpdir(), 'mentor-slots-next-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(built, folder, { recursive: true });
  const parts = join(folder, 'mentor-slots');
  const renamed = readdirSync(parts).map(
    (name) => [name, name.replace(/-[\w-]{8}\.js$/, '-Next0000.js')] as const,
  );
  const write = (from: string, to: string) => {
    let text = readFileSync(from, 'utf8');
    for (const [before, after] of renamed) text = text.replaceAll(before, after);
    rmSync(from);
    writeFileSync(to, text);
  };
  for (const [before, after] of renamed) write(join(parts, before), join(parts, after));
  write(join(folder, 'mentor-slots.js'), join(folder, 'mentor-slots.js'));
  return pathToFileURL(join(folder, 'mentor-slots.js'));
}

interface Upgraded {
  page: Page;
  /** Ends the service and starts the next release at the same address, on the same database. */
  upgrade(): Promise<void>;
}

/** Opens `body` as `token` brings it, with one session of Ada's. */
async function openPage(body: (service: TestService) => string): Promise<Upgraded> {
  const host = await startHostPage();
  const env = { ALLOWED_ORIGINS: host.origin };
  const folder = mkdtempSync(join(tmpdir(), 'mentor-slots-upgraded-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fresh = existing(`sqlite:${join(folder, 'slots.db')}`);
  const service = await startService({ env, fresh });
  await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 3 });
  host.show(body(service), service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Open hour').first().waitFor();
  return {
    page,
    async upgrade() {
      await service.close();
      const port = Number(new URL(service.url).port);
      await startService({ env, fresh, port, widget: nextRelease() });
      // Else it would come back some seconds later, as pages do that all hear of a restart at once.
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await page.getByText('Up to date', { exact: true }).waitFor();
    },
  };
}

const slots = (service: TestService) =>
  `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`;

it.each([/^Book: /, /^Details/, /^Change time zone/])(
  'a press of %s on an open page says that it was updated, goes on saying so, and a reload helps',
  async (name) => {
    const { page, upgrade } = await openPage(slots);
    await upgrade();
    await page.getByRole('button', { name }).click();
    const told = page.getByRole('alert').filter({ hasText: 'This was updated meanwhile.' });
    await told.waitFor();
    expect(await page.getByText('Up to date').count()).toBe(0);
    // Whatever draws the element again.
    await page.locator('alumni-slots').evaluate((element) => element.setAttribute('hour-cycle', '24'));
    await page.waitForTimeout(300);
    expect(await told.count()).toBe(1);
    expect(await page.getByText('cannot be reached').count()).toBe(0);
    expect(await told.evaluate((bar) => bar.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    await told.getByRole('button', { name: 'Reload the page' }).click();
    await page.getByRole('button', { name: /^Book: / }).click();
    await page.getByText('You’re in', { exact: true }).waitFor();
  },
);

it('the calendar says so too', async () => {
  const { page, upgrade } = await openPage(
    (service) => `<mentor-calendar token="${service.token('ada', 'alumni')}"></mentor-calendar>`,
  );
  await upgrade();
  await page.getByRole('button', { name: /^Add availability on/ }).click();
  const told = page.getByRole('alert').filter({ hasText: 'This was updated meanwhile.' });
  await told.waitFor();
  expect(await page.getByText('Up to date').count()).toBe(0);
  await told.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('button', { name: /^Add availability on/ }).click();
  await page.getByRole('dialog', { name: 'Add availability' }).waitFor();
});

it('an element that comes into an open page says so where it would be, before it has any texts', async () => {
  const { page, upgrade } = await openPage(slots);
  await upgrade();
  await page.evaluate(() => document.body.append(document.createElement('mentor-calendar')));
  const blank = page.locator('mentor-calendar').getByRole('alert');
  await blank.getByText('They were updated meanwhile.').waitFor();
  await blank.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('button', { name: /^Book: / }).waitFor();
});

it('a language that is asked for after the upgrade says so in the language before', async () => {
  const { page, upgrade } = await openPage(slots);
  await upgrade();
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'de'));
  await page.locator('alumni-slots').evaluate((element) => element.setAttribute('lang', 'de'));
  await page.getByRole('alert').filter({ hasText: 'This was updated meanwhile.' }).waitFor();
});

it('what could not be reached for a moment is said at the press, and stays until something changes', async () => {
  const { page } = await openPage(slots);
  await page.route('**/mentor-slots/alumni-slots-booking-*.js', (route) => route.abort());
  await page.getByRole('button', { name: /^Book: / }).click();
  const told = page.locator('[part=note]').getByText(/^The service cannot be reached/);
  await told.waitFor();
  await page.locator('alumni-slots').evaluate((element) => element.setAttribute('hour-cycle', '24'));
  await page.waitForTimeout(300);
  expect(await told.count()).toBe(1);
  await page.unroute('**/mentor-slots/alumni-slots-booking-*.js');
  await page.getByRole('button', { name: /^Book: / }).click();
  await page.getByText('You’re in', { exact: true }).waitFor();
});

it('diagnose() sees it, whether its own file is here or not', async () => {
  const { page, upgrade } = await openPage(slots);
  const found = () =>
    page.locator('alumni-slots').evaluate(async (element) => {
      const asked = element as unknown as {
        diagnose(): Promise<{ checks: { name: string; ok: boolean; detail: string; fix: string }[] }>;
      };
      return (await asked.diagnose()).checks.filter(({ ok }) => !ok);
    });
  const outdated = { name: 'parts', detail: expect.stringContaining('another release'), fix: /reload/i };
  expect(await found()).toEqual([]);
  await upgrade();
  expect(await found()).toMatchObject([{ ...outdated, fix: expect.stringMatching(outdated.fix) }]);
});

it('diagnose() that has not been asked before the upgrade says so too', async () => {
  const { page, upgrade } = await openPage(slots);
  await upgrade();
  const checks = await page.locator('alumni-slots').evaluate(async (element) => {
    const asked = element as unknown as {
      diagnose(): Promise<{ checks: { name: string; detail: string }[] }>;
    };
    return (await asked.diagnose()).checks;
  });
  expect(checks).toMatchObject([{ name: 'parts', detail: expect.stringContaining('another release') }]);
});
