/** A student adds a booked session to the calendar that they keep elsewhere. */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const meetingUrl = 'https://meet.example/ada?room=1&x=a+b';
const session = {
  date: '2027-07-01',
  startTime: '14:00',
  endTime: '15:30',
  timeZone: 'Europe/London',
  description: 'CV & cover letter: 100 % + more',
  meetingUrl,
};

async function openBooked(
  attributes = 'mine',
  fields: object = {},
): Promise<{ page: Page; service: TestService; bookingId: string; complaints: string[] }> {
  const host = await startHostPage();
  const service = await startService({
    env: { ALLOWED_ORIGINS: host.origin, PUBLIC_READ: 'false' },
    now: '2027-06-28T10:00:00Z',
  });
  const { id } = await service.publish('ada', 0, { ...session, ...fields });
  const { body: booking } = await service.book('mira', id);
  const token = service.token('mira', 'student', { exp: 4_000_000_000 });
  host.show(`<alumni-slots ${attributes} token="${token}"></alumni-slots>`, service.url);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  return { page, service, bookingId: booking.id, complaints };
}

async function openChoice(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Add to calendar: Thu 1 Jul, 14:00 – 15:30' });
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Google', { exact: true }).waitFor();
  expect(await button.getAttribute('aria-expanded')).toBe('true');
}

async function addressOf(page: Page, calendar: string): Promise<URL> {
  const link = page.getByRole('link', { name: `${calendar} (opens a new tab)`, exact: true });
  expect(await link.getAttribute('target')).toBe('_blank');
  expect(await link.getAttribute('rel')).toContain('noopener');
  return new URL((await link.getAttribute('href')) ?? '');
}

it.each(['mine', 'alumni-id="ada"'])('UX 51: web calendars get the session in UTC: %s', async (tag) => {
  const { page, complaints } = await openBooked(tag);
  await openChoice(page);
  const google = await addressOf(page, 'Google');
  expect(google.origin + google.pathname).toBe('https://calendar.google.com/calendar/render');
  const body = `${session.description}\n\n${meetingUrl}`;
  expect(Object.fromEntries(google.searchParams)).toEqual({
    action: 'TEMPLATE',
    text: 'Session with ada (name)',
    dates: '20270701T130000Z/20270701T143000Z',
    details: body,
    location: meetingUrl,
  });
  for (const [calendar, origin] of [
    ['Outlook.com', 'https://outlook.live.com'],
    ['Office 365', 'https://outlook.office.com'],
  ] as const) {
    const outlook = await addressOf(page, calendar);
    expect(outlook.origin + outlook.pathname).toBe(`${origin}/calendar/0/deeplink/compose`);
    expect(outlook.search).not.toContain('+');
    expect(Object.fromEntries(outlook.searchParams)).toEqual({
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: 'Session with ada (name)',
      startdt: '2027-07-01T13:00:00.000Z',
      enddt: '2027-07-01T14:30:00.000Z',
      body,
      location: meetingUrl,
    });
  }
  expect(complaints).toEqual([]);
});

it('UX 51: any other calendar gets the service’s file, asked for as the student', async () => {
  const { page, bookingId, complaints } = await openBooked();
  await openChoice(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Apple or other (.ics file)' }).press('Enter');
  const download = await coming;
  expect(download.suggestedFilename()).toBe('session-2027-07-01.ics');
  const event = new ICAL.Component(
    ICAL.parse(readFileSync(await download.path(), 'utf8')),
  ).getFirstSubcomponent('vevent');
  const told = (name: string) => String(event?.getFirstPropertyValue(name));
  // The event of the invitation: a calendar that has both shows one.
  expect(told('uid')).toBe(`${bookingId}@mentor-slots`);
  expect(told('dtstart')).toBe('2027-07-01T13:00:00Z');
  expect(told('dtend')).toBe('2027-07-01T14:30:00Z');
  expect(told('location')).toBe(meetingUrl);
  expect(complaints).toEqual([]);
});

it('UX 51: a file that does not come is explained where it was asked for', async () => {
  const { page } = await openBooked();
  await openChoice(page);
  await page.route('**/session.ics', (route) => route.abort());
  await page.getByRole('button', { name: 'Apple or other (.ics file)' }).click();
  await page
    .getByRole('status')
    .getByText('The service cannot be reached. Check your connection, then try again.')
    .waitFor();
});

it('UX 51: what the mentor has not confirmed says so, and has no link; a free session is not offered', async () => {
  const { page, service } = await openBooked('alumni-id="ada" view="list"', { requiresApproval: true });
  await openChoice(page);
  const google = await addressOf(page, 'Google');
  expect(google.searchParams.get('text')).toBe('Session with ada (name) (not confirmed yet)');
  expect(google.searchParams.get('location')).toBeNull();
  expect(google.searchParams.get('details')).toBe(session.description);
  await service.publish('ada', 0, { ...session, date: '2027-07-02' });
  await page.getByRole('button', { name: /^Details, add a note: Fri/ }).click();
  await page.getByLabel('A note for ada (name)').waitFor();
  expect(await page.getByRole('button', { name: /^Add to calendar: Fri/ }).count()).toBe(0);
});

it.each(['mine', 'alumni-id="ada"'])('UX 51: all sessions can be followed instead: %s', async (tag) => {
  const { page } = await openBooked(tag);
  await openChoice(page);
  const follow = page.getByRole('listitem').getByRole('button', { name: 'Subscribe in your calendar' });
  await follow.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Subscribe in your calendar' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await follow.and(page.locator(':focus')).waitFor();
});
