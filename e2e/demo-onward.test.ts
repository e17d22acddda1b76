/** In the demo portal whoever finds nothing with one of the alumni is led to somebody else's profile. */
import type { SlotList } from '@mentor-slots/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openWindow } from './browser.ts';
import { type Portal, startPortal } from './portal.ts';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function signIn(personId: string): Promise<Page> {
  const { page } = await openWindow(browser);
  await page.request.post(`${portal.url}/portal/sign-in`, { data: { personId } });
  return page;
}

it('from a profile without sessions to one with some, and back', async () => {
  const page = await signIn('mira');
  const { alumni } = await (await fetch(`${portal.url}/portal/alumni`)).json();
  let none: { id: string; name: string } | undefined;
  for (const one of alumni) {
    const { slots } = (await (await fetch(`${portal.url}/api/slots/alumni/${one.id}`)).json()) as SlotList;
    if (!slots.length) none ??= one;
  }
  await page.goto(`${portal.url}/?alumni=${none?.id}&tab=mentorship`);
  const profile = page.getByRole('dialog', { name: none?.name ?? '' });
  await profile.getByRole('button', { name: 'Find another session' }).click();
  const first = profile.locator('[part=onward] li button').first();
  const who = /with (.*)$/.exec((await first.textContent())?.trim() ?? '')?.[1] ?? '?';
  await first.click();
  await page.getByRole('dialog', { name: who }).getByText('Up to date', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('tab')).toBe('mentorship');
  await page.goBack();
  await profile.getByText('No sessions open right now').waitFor();
});

it('from a page without profiles to the directory', async () => {
  const page = await signIn('mira');
  await page.goto(`${portal.url}/my-sessions`);
  const element = page.locator('alumni-slots');
  await element.getByText('Past sessions').waitFor();
  await element.evaluate((one) =>
    one.dispatchEvent(
      Object.assign(new Event('alumni-selected', { bubbles: true, composed: true, cancelable: true }), {
        alumniId: 'grace',
        slotId: 'some',
      }),
    ),
  );
  await page
    .getByRole('dialog', { name: 'Grace Wanjiru' })
    .getByText('Up to date', { exact: true })
    .waitFor();
});
