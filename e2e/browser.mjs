/** Finds the Chromium that the tests drive; installs one where that is possible. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { aptInstall, run } from '../.ci/prepare.mjs';

/** Resolves to the path of a Chromium, or throws a sentence that says what to do. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  process.stdout.write('No Chromium found; installing one…\n');
  await installBrowser();
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    'The tests need Chromium or Chrome, and none was found or could be installed. ' +
      'Install one, or name it in CHROMIUM_PATH, and run npm test again.',
  );
}

function findBrowser() {
  const named = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`There is no browser at ${named}, which CHROMIUM_PATH or CHROME_PATH names.`);
  }
  return [...onPath(), ...inUsualPlaces(), ...fromPlaywright()].find((path) => existsSync(path));
}

function onPath() {
  // The shell without windows is the same engine, and opens a page for a third of the work.
  const shells = ['chromium-headless-shell', 'chrome-headless-shell'];
  const names = [
    ...shells,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function inUsualPlaces() {
  if (process.platform === 'darwin') {
    const bundles = ['Google Chrome', 'Chromium'].map(
      (name) => `Applications/${name}.app/Contents/MacOS/${name}`,
    );
    return bundles.flatMap((bundle) => [join('/', bundle), join(homedir(), bundle)]);
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA } = process.env;
    return [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA]
      .filter(Boolean)
      .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'));
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];
}

/** Playwright keeps its browsers in one cache for all projects, newest revision last. */
function fromPlaywright() {
  const caches = {
    darwin: join(homedir(), 'Library/Caches/ms-playwright'),
    win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    linux: join(homedir(), '.cache/ms-playwright'),
  };
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? caches[process.platform] ?? caches.linux;
  if (!existsSync(cache)) return [];
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ];
  const revisions = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse();
  return revisions.flatMap((revision) => programs.map((program) => join(cache, revision, program)));
}

async function installBrowser() {
  if ((await aptInstall('chromium-headless-shell')) || (await aptInstall('chromium'))) return;
  await run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
}
