/** Does what the README prints under "Put it into your portal", top to bottom, in a folder of its own: only the ports are free ones. */
import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { buildService } from '../server/testing/process.ts';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';
import { launchBrowser, openWindow } from './browser.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

let browser: Browser;
beforeAll(async () => {
  buildService();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('UX 1: three steps end at sessions and a booked seat, under the policy that they print', async () => {
  const folder = temporaryFolder();
  // A clone in which `npm ci && npm run build` has been run; what the steps write stays out of it.
  for (const name of ['node_modules', 'server', 'widget']) symlinkSync(join(root, name), join(folder, name));
  const origins = { service: await freeOrigin(), portal: await freeOrigin() };
  const steps = readSteps(origins);
  const { port } = new URL(origins.service);
  const [start = '', ...more] = steps.flatMap(({ code, file }) => (file ? [] : code));

  expect(start).toMatch(/^npm ci && npm run build\n/);
  const stopService = type(start.replace(/^.*\n/, ''), folder, port);
  await answers(`${origins.service}/readyz`);

  const files = steps.flatMap(({ code, file }) => (file ? { file, code } : []));
  expect(files.map(({ file }) => file)).toEqual([
    'portal/token.mjs',
    'portal/profile.html',
    'portal/calendar.html',
    'portal/slots.js',
    'portal/server.mjs',
  ]);
  for (const { file, code } of files) writeFileSync(join(folder, file), code);
  expect(more).toEqual(['node --env-file=portal/slots.env portal/server.mjs']);
  type(more.join('\n'), folder, port);
  await answers(`${origins.portal}/profile.html`);

  const ada = await openWindow(browser);
  await ada.page.goto(`${origins.portal}/sign-in/ada`);
  const calendar = ada.page.locator('mentor-calendar');
  await calendar.getByRole('button', { name: /^Add availability on/ }).click();
  const form = calendar.getByRole('dialog', { name: 'Add availability' });
  await form.getByLabel('Date').fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await form.getByLabel('From').fill('10:00');
  await form.getByLabel('To', { exact: true }).fill('11:00');
  await form.getByRole('button', { name: 'Add session' }).click();
  await calendar.locator('[part~=session]').getByText('10:00 – 11:00', { exact: true }).waitFor();

  const phone = { width: 375, height: 740 };
  const mira = await openWindow(browser, { viewport: phone, isMobile: true, hasTouch: true });
  const profile = await mira.page.goto(`${origins.portal}/sign-in/mira`);
  expect(profile?.headers()['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self' ${origins.service}; connect-src 'self' ${origins.service} ${origins.service.replace('http', 'ws')}; media-src ${origins.service}`,
  );
  const slots = (which: string) => mira.page.locator(`alumni-slots${which}`);
  await slots('[compact]').getByText(/10:00/).waitFor();
  await slots('[mine]').getByText('No sessions booked yet').waitFor();
  await slots('[alumni-id]:not([compact])').getByRole('button', { name: /^Book/ }).click();
  await slots('[alumni-id]:not([compact])').getByText('You’re in', { exact: true }).waitFor();
  await slots('[mine]').getByText('10:00 – 11:00').waitFor();
  await calendar.locator('[part~=session]').getByText('Mira Okafor').waitFor();

  // A phone draws a page that does not ask for its own width 980 pixels wide, and shrinks it.
  for (const name of ['profile', 'calendar']) {
    await mira.page.goto(`${origins.portal}/${name}.html`);
    expect(await mira.page.evaluate(() => document.documentElement.scrollWidth), name).toBe(phone.width);
  }

  expect([ada.complaints, mira.complaints]).toEqual([[], []]);

  // What stands between a tag's ends is gone where the element is drawn, and speaks for it where its script cannot come.
  const waiting = 'If nothing does, please come back a little later.';
  expect(await mira.page.getByText(waiting).count()).toBe(1);
  await mira.page.getByText(waiting).waitFor({ state: 'hidden' });
  stopService();
  await expect
    .poll(async () => (await fetch(`${origins.service}/livez`).catch(() => null))?.status)
    .toBe(undefined);
  for (const [name, count] of [
    ['profile', 3],
    ['calendar', 1],
  ] as const) {
    await mira.page.goto(`${origins.portal}/${name}.html`);
    expect(await mira.page.evaluate(() => customElements.get('alumni-slots') === undefined)).toBe(true);
    expect(await mira.page.getByText(waiting).count(), name).toBe(count);
    for (const one of await mira.page.getByText(waiting).all())
      expect(await one.isVisible(), name).toBe(true);
    expect(await mira.page.evaluate(() => document.documentElement.scrollWidth), name).toBe(phone.width);
  }
});

interface Step {
  code: string;
  /** Where the README says to save the code; nothing where it is to be typed. */
  file?: string;
}

/** What there is to paste, in its order, with these addresses in place of the printed ones. */
function readSteps({ service, portal }: Record<'service' | 'portal', string>): Step[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const printed = /## Put it into your portal\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const pieces = printed.matchAll(/([\s\S]*?)(?:^```(\w+)\n([\s\S]*?)^```$|`(node --[^`]+)`)/gm);
  return [...pieces].map(([, before = '', language, block = '', command]) => {
    const code = (command ?? block)
      .replaceAll('http://localhost:3000', service)
      .replaceAll('ws://localhost:3000', service.replace('http', 'ws'))
      .replaceAll('http://localhost:8080', portal)
      .replace('listen(8080,', `listen(${new URL(portal).port},`);
    const file = /`(portal\/[\w.]+)`[^`]*$/.exec(before)?.[1];
    return { code, ...(file && language !== 'sh' && !command && { file }) };
  });
}

async function freeOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://localhost:${port}`;
}

/** Types commands into a terminal of its own, whose service listens at this port. Returns what ends it; the end of the test does too. */
function type(commands: string, folder: string, port: string): () => void {
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  // A group of its own, so that what it starts ends with it.
  const child = spawn('sh', ['-e', '-c', commands], {
    cwd: folder,
    env: { PATH: path, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const end = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  };
  onTestFinished(end);
  return end;
}

/** Waits until something answers there. */
async function answers(url: string): Promise<void> {
  await expect.poll(async () => (await fetch(url).catch(() => null))?.status).toBe(200);
}
