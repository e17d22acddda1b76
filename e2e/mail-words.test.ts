/** Where the service sends mail the elements say so, and tell it by which zone and in which language mails shall be. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMailServer } from '../server/testing/mail-server.ts';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each([true, false])('with a mail server: %s', async (isMailSent) => {
  const server = await startMailServer();
  const mail = { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'slots@example.edu' };
  const { page, service, day, sessions, complaints } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      const slot = await publish('2027-03-04', '14:00', '15:00', { description: 'CV review' });
      await service.book('mira', slot.id);
    },
    { attributes: 'lang="de"', env: isMailSent ? mail : {} },
  );
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Absagen/ }).click();
  const told = page.getByRole('dialog').getByText('Es wird auch per Mail mitgeteilt.');
  await page.getByRole('dialog').getByText('Unter „Meine Termine“ steht er als abgesagt.').waitFor();
  expect(await told.count()).toBe(isMailSent ? 1 : 0);
  const token = service.token('ada', 'alumni');
  const me = async () => (await service.call('GET', '/api/me', { token })).body;
  const expected = isMailSent
    ? { timeZone: 'Europe/London', language: 'de' }
    : { timeZone: null, language: null };
  await expect.poll(me).toMatchObject(expected);
  expect(complaints).toEqual([]);
});
