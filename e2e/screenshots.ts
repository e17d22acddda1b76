/**
 * `npm run screenshots`: pictures of every page of the demo portal (desktop, phone, dark) in e2e/screenshots/, and the
 * picture of the README, with a student's view and an alumna's calendar side by side.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, openWindow } from './browser.ts';
import { signIn, startPortal } from './portal.ts';
import { pictureStates } from './states-pictures.ts';

const folder = fileURLToPath(new URL('screenshots/', import.meta.url));
const overview = fileURLToPath(new URL('../demo/screenshots/overview.png', import.meta.url));

const pages = [
  { name: 'directory', path: '/' },
  { name: 'directory-nobody', path: '/?q=zzz' },
  { name: 'sessions', path: '/sessions', as: 'mira' },
  { name: 'profile-about', path: '/?alumni=ada' },
  { name: 'profile-visitor', path: '/?alumni=ada&tab=mentorship' },
  { name: 'profile-student', path: '/?alumni=ada&tab=mentorship', as: 'mira' },
  { name: 'my-sessions', path: '/my-sessions', as: 'mira' },
  { name: 'calendar', path: '/calendar', as: 'ada' },
];
const looks: Record<string, BrowserContextOptions> = {
  desktop: {},
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

async function open(
  browser: Browser,
  url: string,
  path: string,
  as: string | undefined,
  look: BrowserContextOptions,
) {
  const { page } = await openWindow(browser, look);
  if (as) await signIn(page, url, as);
  await page.goto(url + path);
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForTimeout(800);
  return page;
}

/** The student's dialog and the alumna's calendar, side by side. */
async function picture(browser: Browser, student: Page, alumna: Page): Promise<void> {
  const left = await student.getByRole('dialog', { name: 'Ada Lindqvist' }).screenshot();
  const right = await alumna.locator('mentor-calendar').screenshot();
  const { page } = await openWindow(browser, { viewport: { width: 1500, height: 690 } });
  const source = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`;
  await page.setContent(`<body style="margin:0;background:#eceeea"><main style="display:flex;gap:28px;align-items:start;padding:28px;box-sizing:border-box;height:690px;overflow:hidden">
    <img style="width:520px;border-radius:14px;box-shadow:0 10px 40px #0002" src="${source(left)}">
    <img style="width:868px;border-radius:14px;box-shadow:0 10px 40px #0002;background:#fff;padding:20px;box-sizing:border-box" src="${source(right)}"></main>`);
  mkdirSync(join(overview, '..'), { recursive: true });
  await page.screenshot({ path: overview });
}

async function picturePortal(browser: Browser): Promise<void> {
  const portal = await startPortal();
  try {
    for (const [look, options] of Object.entries(looks)) {
      for (const { name, path, as } of pages) {
        const page = await open(browser, portal.url, path, as, options);
        const isDialog = path.includes('alumni=');
        await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: !isDialog });
        await page.context().close();
      }
    }
    await picture(
      browser,
      await open(browser, portal.url, '/?alumni=ada&tab=mentorship', 'mira', {}),
      await open(browser, portal.url, '/calendar', 'ada', {}),
    );
    console.log(
      `Pictures of the portal are in ${folder} and ${overview} (${readFileSync(overview).length} bytes).`,
    );
  } finally {
    await portal.stop();
  }
}

const wanted = process.argv.slice(2);
const browser = await launchBrowser();
try {
  mkdirSync(folder, { recursive: true });
  for (const sheet of await pictureStates(browser, folder, wanted)) console.log(`All states: ${sheet}`);
  if (!wanted.length) await picturePortal(browser);
} finally {
  await browser.close();
}
