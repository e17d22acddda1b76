/** The demo portal has, from its first start on, what shows a waiting list: a queue, a seat to take, and booking that opens. */
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

async function slotsOf(alumniId: string) {
  const answer = await fetch(`${portal.url}/api/slots/alumni/${alumniId}`);
  return ((await answer.json()) as SlotList).slots;
}

it('a seat is held for the student, who takes it on the mentor’s card', async () => {
  const page = await openAs('mira');
  await page.goto(portal.url);
  const card = page.getByRole('listitem').filter({ hasText: 'Marcus Bell' });
  await card.getByText(/^A seat is held for you until /).waitFor();
  await card.getByRole('button', { name: /^Take it: / }).click();
  await card.getByText('You’re in', { exact: true }).waitFor();
  await page.goto(`${portal.url}/my-sessions`);
  await page.getByText('My Saturday is yours if you want it.').waitFor();
  await page.locator('.slot.in').filter({ hasText: 'Your first lesson plan' }).waitFor();
});

it('a session is full, and students wait for it', async () => {
  const waitedFor = (await slotsOf('grace')).filter(({ waiting }) => waiting > 0);
  expect(waitedFor).toMatchObject([{ status: 'full', waiting: 3 }]);
  const page = await openAs('priya');
  await page.goto(`${portal.url}/my-sessions`);
  await page.getByText('You are 2nd in line.', { exact: true }).waitFor();
  // Who tries the demo can join it.
  const mira = await openAs('mira');
  await mira.goto(portal.url);
  await mira.getByRole('link', { name: 'Grace Wanjiru' }).click();
  await mira.getByRole('tab', { name: 'Mentorship' }).click();
  const session = mira.locator('.slot').filter({ hasText: 'Personal statement, read aloud' });
  await session.getByRole('button', { name: /^Join the waiting list: / }).click();
  await session.getByText('You are 4th in line.', { exact: true }).waitFor();
});

it('booking of a session opens two minutes after the start', async () => {
  const opening = (await slotsOf('tunde')).find(({ opensAt }) => opensAt !== null);
  const ms = Date.parse(opening?.opensAt ?? '') - Date.parse(opening?.createdAt ?? '');
  expect(ms).toBeGreaterThan(60_000);
  expect(ms).toBeLessThanOrEqual(120_000);
});
