/** Finds Firefox and WebKitGTK, in which the main ways through the elements are tried too; installs them if it can. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from '../.ci/prepare.mjs';

/** If they cannot be installed, the run goes on without them and says so at its end. */
export async function tryOtherBrowsers() {
  const wanted = [
    ...(findFirefox() ? [] : [['firefox-esr']]),
    ...(findWebKit() ? [] : [['webkit2gtk-driver', 'xvfb']]),
  ];
  // One after the other: a system that lacks one may have the other.
  for (const packages of wanted) {
    process.stdout.write(`Trying to install ${packages.join(' and ')} for the tests in other browsers…\n`);
    await aptInstall(...packages);
  }
}

/** The path of a Firefox, or undefined. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named && !existsSync(named))
    throw new Error(`There is no browser at ${named}, which FIREFOX_PATH names.`);
  const usual = ['/Applications/Firefox.app/Contents/MacOS/firefox', '/snap/bin/firefox'];
  return named ?? onPath('firefox-esr') ?? onPath('firefox') ?? usual.find((path) => existsSync(path));
}

/** What drives WebKitGTK, the browser that it drives and the screen that this needs; undefined without one of them. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const screen = onPath('Xvfb');
  const folders = ['/usr/lib', '/usr/lib64', '/usr/libexec', ...foldersIn('/usr/lib')].flatMap(foldersIn);
  const browser = folders
    .filter((folder) => /webkit2?gtk-\d/.test(folder))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((path) => existsSync(path));
  return driver && screen && browser ? { driver, screen, browser } : undefined;
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function foldersIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}
