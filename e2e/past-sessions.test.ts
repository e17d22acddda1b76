/** After a session its student reads what is kept of it, writes a note for themselves, and says how it was. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';
import { sendRecording } from '../server/testing/uploads.ts';
import { wav } from '../server/testing/wav.ts';
import { launchBrowser } from './browser.ts';
import { passSession } from './past-session.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const mine = { attributes: ['mine'] };
const record = (page: Page) => page.locator('.record');
const privateNote = (page: Page) => page.getByRole('textbox', { name: 'Private note' });

/** Opens "Past sessions" and the newest of them. */
async function openNewest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Past sessions' }).click();
  await page
    .getByRole('button', { name: /^Notes and feedback: / })
    .first()
    .click();
}

/** What is focused, by its name or text. */
const focused = (page: Page) =>
  page.locator('alumni-slots').evaluate((element) => {
    const inside = element.shadowRoot?.activeElement;
    return inside?.getAttribute('aria-label') ?? (inside as HTMLElement | null)?.dataset.action ?? '';
  });

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${name}`);
}

it('reads notes and links as text, gives feedback, changes it, and withdraws it', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  await past.write('Read chapter two.\n<img src=x onerror="alert(1)"><b>Not bold</b>', [
    { url: 'https://example.edu/slides.pdf', label: '<i>Slides</i>' },
    { url: 'https://example.edu/more' },
  ]);
  await past.mark('mira', 'attended');
  const { page, complaints, spoken } = await open('mira', mine);
  await openNewest(page);
  await page.getByText('You were there').waitFor();
  const text = record(page).locator('.written');
  expect(await text.textContent()).toBe('Read chapter two.\n<img src=x onerror="alert(1)"><b>Not bold</b>');
  expect(await record(page).locator('.written *, .links i').count()).toBe(0);
  // Two lines are two lines.
  expect(await text.evaluate((element) => getComputedStyle(element).whiteSpace)).toMatch(
    /pre-line|preserve-breaks/,
  );
  const links = record(page).locator('.links a');
  expect(await links.allTextContents()).toEqual(['<i>Slides</i>', 'example.edu/more']);
  for (const link of await links.all()) {
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await link.getAttribute('target')).toBe('_blank');
  }

  const form = page.getByRole('group', { name: 'How was it?' });
  await expect.poll(() => form.getByRole('radio').count()).toBe(5);
  await page.getByRole('button', { name: 'Send' }).click();
  await record(page).getByText('Please choose one to five stars first.').waitFor();
  await form.getByRole('radio', { name: '4 of 5 stars' }).check();
  await page.getByText('It is shown without your name').waitFor();
  await page.getByRole('textbox', { name: 'A comment (optional)' }).fill('<b>Clear</b> and kind');
  await page.getByRole('button', { name: 'Send' }).click();
  await record(page).locator('[part=note]').getByText('Thank you.').waitFor();
  expect(await past.given('mira')).toMatchObject({ stars: 4, comment: '<b>Clear</b> and kind' });
  await expect.poll(spoken).toContain('Thank you. Your feedback has been sent.');
  expect(await record(page).locator('blockquote').textContent()).toBe('<b>Clear</b> and kind');
  expect(await focused(page)).toBe('change-feedback');

  await page.getByRole('button', { name: 'Change', exact: true }).last().click();
  await form.getByRole('radio', { name: '5 of 5 stars' }).check();
  await page.getByRole('button', { name: 'Send the change' }).click();
  await record(page).locator('.given').getByText('5 of 5 stars').waitFor();
  expect(await past.given('mira')).toMatchObject({ stars: 5 });

  await page.getByRole('button', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw your feedback on the session with ada (name)?' });
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await record(page).getByText('Your feedback has been withdrawn.').waitFor();
  expect(await past.given('mira')).toBeNull();
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('goes the same way by keyboard alone', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  await past.write('Read chapter two.');
  const { page } = await open('mira', mine);
  await page.getByRole('button', { name: 'Past sessions' }).waitFor();
  await tabTo(page, /^past$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Notes and feedback: / }).waitFor();
  await tabTo(page, /^Notes and feedback/);
  await page.keyboard.press('Enter');
  await page.getByRole('radio').first().waitFor();
  await tabTo(page, /of 5 stars$/);
  await page.keyboard.press('Space');
  for (let more = 0; more < 2; more++) await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('3 of 5 stars');
  // One stop for all five.
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('comment');
  await page.keyboard.type('Good');
  await tabTo(page, /^send-feedback$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('change-feedback');
  expect(await past.given('mira')).toMatchObject({ stars: 3, comment: 'Good' });

  await tabTo(page, /^withdraw-feedback$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('withdraw-feedback');
  expect(await past.given('mira')).not.toBeNull();
  await tabTo(page, /^private-note$/);
  await page.keyboard.type('Ask again in May');
  await tabTo(page, /^save-private$/);
  await page.keyboard.press('Enter');
  await record(page).getByText('Saved', { exact: true }).waitFor();
});

it('a note that arrives while somebody types a private one takes nothing away, and is spoken', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  const { page, spoken } = await open('mira', mine);
  await openNewest(page);
  await record(page).getByText('No notes yet. They appear here as soon as ada (name) writes some.').waitFor();
  await privateNote(page).pressSequentially('Half a sen');
  await record(page).getByRole('radio', { name: '2 of 5 stars' }).check();
  await page.getByRole('textbox', { name: 'A comment (optional)' }).pressSequentially('Half a com');
  await past.write('Here is the summary.');
  await record(page).getByText('Here is the summary.').waitFor();
  await expect.poll(spoken).toContain('The notes from ada (name) have changed.');
  expect(await focused(page)).toBe('comment');
  expect(await privateNote(page).inputValue()).toBe('Half a sen');
  expect(await page.getByRole('textbox', { name: 'A comment (optional)' }).inputValue()).toBe('Half a com');
  expect(await record(page).getByRole('radio', { name: '2 of 5 stars' }).isChecked()).toBe(true);

  await record(page).getByText('Not saved yet').waitFor();
  await privateNote(page).fill('Half a sentence more');
  await page.getByRole('button', { name: 'Save note' }).click();
  await record(page).getByText('Saved', { exact: true }).waitFor();
  await expect.poll(spoken).toContain('Saved');
  const path = `/api/bookings/${past.bookings[0]?.id}/private-note`;
  const kept = await service.call('GET', path, { token: service.token('mira', 'student') });
  expect(kept.body).toMatchObject({ text: 'Half a sentence more' });
  await page.reload();
  await openNewest(page);
  await expect.poll(() => privateNote(page).inputValue()).toBe('Half a sentence more');
});

it('a note that arrived while the connection was away is there once it is back', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  await past.write('Before');
  const { page } = await open('mira', mine);
  await openNewest(page);
  await record(page).getByText('Before').waitFor();
  const context = page.context();
  await context.setOffline(true);
  await privateNote(page).fill('Typed without a connection');
  await page.getByRole('button', { name: 'Save note' }).click();
  await record(page).locator('[part=note].bad').waitFor();
  await past.write('Meanwhile');
  await context.setOffline(false);
  await record(page).getByText('Meanwhile').waitFor();
  expect(await privateNote(page).inputValue()).toBe('Typed without a connection');
  await record(page).locator('[part=note].bad').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Save note' }).click();
  await record(page).getByText('Saved', { exact: true }).waitFor();
});

it('who is marked as absent while they write is told so, and can copy what they wrote', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  const { page } = await open('mira', mine);
  await openNewest(page);
  await record(page).getByRole('radio', { name: '5 of 5 stars' }).check();
  const comment = page.getByRole('textbox', { name: 'A comment (optional)' });
  await comment.fill('It was wonderful');
  await past.mark('mira', 'absent');
  await record(page).getByText('ada (name) marked you as absent.').waitFor();
  await page.getByText('Marked as absent').waitFor();
  expect(await record(page).getByRole('radio').count()).toBe(0);
  expect(await comment.inputValue()).toBe('It was wonderful');
  expect(await comment.isEditable()).toBe(false);
  // It was a mistake.
  await past.mark('mira', 'attended');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => past.given('mira')).toMatchObject({ stars: 5, comment: 'It was wonderful' });
});

it('feedback that comes too late is refused in words, and what was given before can still be withdrawn', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  await past.give('mira', 4);
  const exp = Math.floor(service.clock.now / 1000) + 40 * 86_400;
  const { page, spoken } = await open('mira', { ...mine, claims: { exp } });
  await openNewest(page);
  await page.getByRole('button', { name: 'Change', exact: true }).last().click();
  await record(page).getByRole('radio', { name: '1 of 5 stars' }).check();
  service.clock.now += 15 * 86_400_000;
  await page.getByRole('button', { name: 'Send the change' }).click();
  const refusal = record(page).getByText(/^Feedback could be given until .+\.$/);
  await refusal.waitFor();
  await expect.poll(spoken).toContainEqual(expect.stringMatching(/^Feedback could be given until /));
  await record(page).locator('.given').getByText('4 of 5 stars').waitFor();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await record(page).getByText('Your feedback has been withdrawn.').waitFor();
  expect(await past.given('mira')).toBeNull();
});

it('the service away is said in the question, and the answer is given again', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service);
  await past.give('mira', 4);
  const { page } = await open('mira', mine);
  await openNewest(page);
  await page.getByRole('button', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog');
  await page.route('**/feedback', (route) => route.abort());
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await dialog.getByRole('alert').getByText('The service cannot be reached.').waitFor();
  await page.unroute('**/feedback');
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await past.given('mira')).toBeNull();
});

it('shows the newest ten, then more, and the focus goes on to them', async () => {
  const { service, open } = await startQueue(browser);
  for (let count = 0; count < 12; count++) await passSession(service);
  // Neither what was called off nor what was never confirmed took place.
  const asked = await service.publish('ada', 1, { requiresApproval: true });
  await service.book('mira', asked.id);
  service.clock.now += 3 * 3_600_000;
  const { page } = await open('mira', mine);
  await page.getByRole('button', { name: 'Past sessions' }).click();
  const rows = page.locator('.past .slot');
  await expect.poll(() => rows.count()).toBe(10);
  const times = await rows
    .locator('time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  expect(times).toEqual([...times].sort().reverse());
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => rows.count()).toBe(12);
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  await expect.poll(() => rows.nth(10).locator(':focus').getAttribute('data-action')).toBe('record');
});

it('a session that is under way shows its notes in its details, live, and asks for no feedback', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service, ['mira'], true);
  const { page } = await open('mira', mine);
  await page.getByRole('button', { name: /^Details: / }).click();
  await record(page)
    .getByText(/^No notes yet\./)
    .waitFor();
  await past.write('Slide 12');
  await record(page).getByText('Slide 12').waitFor();
  expect(await record(page).getByText('How was it?').count()).toBe(0);
});

it('what one person typed is not shown to the next', async () => {
  const { service, open } = await startQueue(browser);
  await passSession(service, ['mira', 'noor']);
  const { page } = await open('mira', mine);
  await openNewest(page);
  await privateNote(page).fill('Only for Mira');
  const token = service.token('noor', 'student');
  await page.locator('alumni-slots').evaluate((element, next) => element.setAttribute('token', next), token);
  await record(page).waitFor({ state: 'detached' });
  // The list of one gives way to that of the other, once more while it is pressed.
  const toggle = page.getByRole('button', { name: /^Notes and feedback: / });
  const opened = page.getByRole('button', { name: /^Notes and feedback: /, expanded: true });
  await expect
    .poll(async () => {
      if ((await opened.count()) === 0) await toggle.click();
      return privateNote(page)
        .inputValue({ timeout: 2_000 })
        .catch(() => 'closed again');
    })
    .toBe('');
});

it('plays a recording, and goes on with a new address when the old one has ended', async () => {
  const { service, open } = await startQueue(browser, { MEDIA_DIR: temporaryFolder() });
  const { slot } = await passSession(service);
  const ada = { token: service.token('ada', 'alumni'), name: 'My talk.wav' };
  expect((await sendRecording(service.url, slot.id, wav(160_044), ada)).status).toBe(201);
  const { page } = await open('mira', {
    ...mine,
    claims: { exp: Math.floor(service.clock.now / 1000) + 86_400 },
  });
  await openNewest(page);
  const player = page.locator('audio[aria-label="Recording: My talk.wav"]');
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(10);
  const before = await player.getAttribute('src');
  // Others' changes do not stop what plays.
  await (await passSession(service, [])).write('Elsewhere');
  expect(await player.getAttribute('src')).toBe(before);
  service.clock.now += 2 * 3_600_000;
  // Chromium would play again what it has kept; with this it asks.
  await page.route('**/api/recordings/*', (route) => route.continue());
  await player.evaluate((audio: HTMLAudioElement) => audio.load());
  await expect.poll(() => player.getAttribute('src')).not.toBe(before);
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(10);
});

it('a page whose policy forbids media says so at the recording, and offers the way past it', async () => {
  const { service, open } = await startQueue(browser, { MEDIA_DIR: temporaryFolder() });
  const { slot } = await passSession(service);
  const ada = { token: service.token('ada', 'alumni'), name: 'My talk.wav' };
  await sendRecording(service.url, slot.id, wav(), ada);
  const { page } = await open('mira', { ...mine, policy: { 'media-src': "'none'" } });
  await openNewest(page);
  await record(page).getByText('This recording cannot be played here right now.').waitFor();
  const link = record(page).getByRole('link', { name: 'Open it in a new tab' });
  expect((await fetch((await link.getAttribute('href')) ?? '')).status).toBe(200);
});
