/** The programme office works in an alumna's calendar, and nobody else does. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const office = { viewer: ['noor', 'admin'] as [string, string], attributes: 'alumni-id="ada"' };
const said = 'You work on behalf of ada (name).';

it('publishes, changes, copies, answers and calls off for her, and says for whom all the while', async () => {
  const { page, service, day, sessions, all, complaints } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      const slot = await publish('2027-03-02', '10:00', '11:00', { requiresApproval: true });
      await service.book('mira', slot.id);
      await publish('2027-03-09', '10:00', '11:00');
    },
    office,
  );
  const bar = page.locator('.base > [part~=behalf]');
  await page.getByRole('region', { name: said }).waitFor();
  expect(await bar.textContent()).toBe(said);
  // What belongs to her alone is not there.
  expect(await page.getByRole('button', { name: 'Subscribe in your calendar' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Calendars you keep elsewhere' }).count()).toBe(0);

  await day('2027-03-02').click();
  await sessions.getByRole('button', { name: 'Confirm mira (name)' }).click();
  await page.getByText('mira (name) is in.').first().waitFor();

  await day('2027-03-03').click();
  await page.getByRole('button', { name: /^Add availability on/ }).click();
  const form = page.getByRole('dialog', { name: /^Add availability/ });
  await form.getByText(said).waitFor();
  await form.getByLabel('What is it about').fill('Open hour');
  await form.getByLabel('From', { exact: true }).fill('15:00');
  await form.getByLabel('To', { exact: true }).fill('16:00');
  await form.getByLabel('Repeats').selectOption({ label: 'Every week' });
  await form.getByRole('button', { name: /^Add \d+ sessions/ }).click();
  await page
    .getByText(/sessions added/)
    .first()
    .waitFor();

  await sessions.getByRole('button', { name: /^Edit/ }).click();
  const edit = page.getByRole('dialog', { name: /^Edit session/ });
  await edit.getByText(said).waitFor();
  await edit.getByLabel('What is it about').fill('Longer hour');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await sessions.getByText('Longer hour').waitFor();

  await page.getByRole('button', { name: /^Copy the sessions of/ }).click();
  const copy = page.getByRole('dialog', { name: /^Copy sessions/ });
  await copy.getByText(said).waitFor();
  await copy.getByLabel('Another day').fill('2027-03-04');
  await copy.getByRole('button', { name: 'Add', exact: true }).click();
  await copy.getByRole('button', { name: 'Copy 1 session' }).click();
  await page.getByText('1 session copied.').first().waitFor();

  await day('2027-03-02').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const off = page.getByRole('dialog', { name: /^Call off/ });
  await off.getByText(said).waitFor();
  await off.getByRole('button', { name: 'Call off session' }).click();
  await page
    .getByText(/^Session called off/)
    .first()
    .waitFor();

  const slots = await all();
  expect(new Set(slots.map(({ alumniId }) => alumniId))).toEqual(new Set(['ada']));
  expect(slots.find(({ date }) => date === '2027-03-02')).toMatchObject({ status: 'cancelled' });
  expect(slots.find(({ date }) => date === '2027-03-04')).toMatchObject({ description: 'Longer hour' });
  expect(slots.filter(({ description }) => description === 'Open hour').length).toBeGreaterThan(1);
  const own = await service.call<{ slots: SlotView[] }>('GET', '/api/slots/my-slots', {
    token: service.token('noor', ['admin', 'alumni']),
  });
  expect(own.body.slots).toEqual([]);
  expect(complaints).toEqual([]);
});

it('adds a time by keyboard, which her own page and a student see, and sees who books it', async () => {
  const { page, service, day, sessions, complaints } = await openCalendar(
    browser,
    async ({ publish }) => {
      await publish('2027-03-09', '10:00', '11:00');
    },
    office,
  );
  await page.locator('td [tabindex="0"], td[tabindex="0"]').first().focus();
  await page.keyboard.press('ArrowRight');
  await day('2027-03-02').locator('.plus').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const quick = page.getByRole('dialog', { name: /^Add a time on/ });
  await quick.getByText(said).waitFor();
  await page.keyboard.press('Enter');
  await quick.waitFor({ state: 'detached' });
  await page
    .getByText(/^Added:/)
    .first()
    .waitFor();
  const { body } = await service.call<{ slots: SlotView[] }>('GET', '/api/slots/alumni/ada');
  const added = body.slots.find(({ date }) => date === '2027-03-02');
  expect(added).toBeDefined();
  await day('2027-03-02').click();
  await service.book('mira', added?.id ?? '', 'About my thesis');
  // The office hears what everybody hears, that a seat is taken, and reads by whom.
  await sessions.getByText('mira (name)').waitFor();
  await sessions.getByText('About my thesis').waitFor();
  expect(complaints).toEqual([]);
});

it('is nothing for whoever is not the programme office', async () => {
  const { page, service } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-02', '10:00', '11:00', { description: 'Confidential' });
  });
  const show = async (id: string, role: string, alumniId: string) => {
    await page.evaluate(
      ([token, alumniId]) => {
        const element = document.createElement('mentor-calendar');
        element.setAttribute('time-zone', 'Europe/London');
        element.setAttribute('alumni-id', alumniId as string);
        element.setAttribute('token', token as string);
        document.querySelector('mentor-calendar')?.replaceWith(element);
      },
      [service.token(id, role), alumniId],
    );
  };
  for (const role of ['alumni', 'student']) {
    await show('grace', role, 'ada');
    await page.getByText('This is not your calendar. Only the programme office can open it.').waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    expect(await page.getByText('Confidential').count()).toBe(0);
  }
  // One's own id is as none.
  await show('ada', 'alumni', 'ada');
  await page.getByRole('region', { name: 'Your mentoring calendar' }).waitFor();
  await page.getByRole('button', { name: 'Subscribe in your calendar' }).waitFor();
  expect(await page.locator('[part~=behalf]').count()).toBe(0);
});

it('takes nothing that was typed for one alumna into the calendar of another', async () => {
  const { page } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      await publish('2027-03-09', '10:00', '11:00');
      await service.publish('grace', 24);
    },
    office,
  );
  await page.getByRole('button', { name: /^Add availability on/ }).click();
  const form = page.getByRole('dialog', { name: /^Add availability/ });
  await form.getByLabel('What is it about').fill('For ada alone');
  await page.locator('mentor-calendar').evaluate((element) => element.setAttribute('alumni-id', 'grace'));
  await form.waitFor({ state: 'detached' });
  await page.getByText('You work on behalf of grace (name).').waitFor();
  await page.getByRole('button', { name: /^Add availability on/ }).click();
  await form.waitFor();
  expect(await form.getByLabel('What is it about').inputValue()).toBe('');
});
