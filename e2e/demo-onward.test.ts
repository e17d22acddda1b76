/** In the demo portal whoever finds nothing with one of the alumni is led to somebody else's profile. */
import type { SlotList } from '@mentor-slots/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openWindow } from './browser.ts';
import { startFilledPortal } from './filled-portal.ts';
import { type Portal, signIn } from './portal.ts';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startFilledPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function openAs(personId: string): Promise<Page> {
  const { page } = await openWindow(browser);
  await signIn(page, portal.url, personId);
  return page;
}

/** One of the alumni who has nothing. */
async function withoutSessions(): Promise<{ id: string; name: string }> {
  const read = async (path: string) => (await fetch(portal.url + path)).json();
  const { alumni } = (await read('/portal/alumni')) as { alumni: { id: string; name: string }[] };
  for (const one of alumni) {
    const { slots } = (await read(`/api/slots/alumni/${one.id}`)) as SlotList;
    if (slots.length === 0) return one;
  }
  throw new Error('Each of the alumni has a session.');
}

it('from a profile without sessions to one with some, and back', async () => {
  const page = await openAs('mira');
  const none = await withoutSessions();
  await page.goto(`${portal.url}/?alumni=${none.id}&tab=mentorship`);
  const profile = page.getByRole('dialog', { name: none.name });
  await profile.getByRole('button', { name: 'Find another session' }).click();
  const first = profile.locator('[part=onward] li button').first();
  const [, who] = /with (.*)$/.exec((await first.textContent())?.trim() ?? '') ?? [];
  expect(who).toEqual(expect.any(String));
  await first.click();
  await page
    .getByRole('dialog', { name: who ?? '', exact: true })
    .getByText('Up to date', { exact: true })
    .waitFor();
  expect(new URL(page.url()).searchParams.get('tab')).toBe('mentorship');
  await page.goBack();
  await profile.getByText('No sessions open right now').waitFor();
});

it('from a page without profiles to the directory', async () => {
  const page = await openAs('mira');
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
