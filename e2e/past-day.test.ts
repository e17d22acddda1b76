/** An alumna keeps what stays of a session: who was there, notes, recordings; and reads what students said. */
import type { SessionNotes, SlotView } from '@mentor-slots/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';
import { wav } from '../server/testing/wav.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { type CalendarPage, openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface PastDay extends CalendarPage {
  slot: SlotView;
  /** The session. */
  session: ReturnType<Page['locator']>;
  /** What is kept of it, as the service has it. */
  kept(): Promise<SessionNotes>;
  /** What everybody's attendance is, by student. */
  marked(): Promise<Record<string, string | null>>;
}

/** A session of three students on 2 March, on the day after it. */
async function openPastDay(env: Record<string, string> = {}): Promise<PastDay> {
  let slot: SlotView | undefined;
  const calendar = await openCalendar(
    browser,
    async ({ publish, service }) => {
      slot = await publish('2027-03-02', '10:00', '11:00', { maxParticipants: 5, description: 'Open hour' });
      for (const who of ['mira', 'jo', 'sam']) await service.book(who, slot.id);
      service.clock.now = Date.parse('2027-03-03T09:00:00.000Z');
    },
    { env },
  );
  const { page, service, day, sessions } = calendar;
  const { id } = slot as SlotView;
  const ask = async <T>(path: string) =>
    (await service.call<T>('GET', path, { token: service.token('ada', 'alumni') })).body;
  await day('2027-03-02').click();
  await page.getByRole('heading', { name: 'What students said' }).waitFor();
  return {
    ...calendar,
    slot: slot as SlotView,
    session: sessions.first(),
    kept: () => ask<SessionNotes>(`/api/slots/${id}/session-notes`),
    async marked() {
      const { bookings = [] } = await ask<SlotView>(`/api/slots/${id}`);
      return Object.fromEntries(bookings.map(({ studentId, attendance }) => [studentId, attendance]));
    },
  };
}

/** The same calendar in another browser, on the same day. */
async function openElsewhere({ page }: PastDay): Promise<Page> {
  const other = await openWindow(browser);
  await other.page.goto(page.url());
  await other.page.locator('td[data-day="2027-03-02"]').click();
  await other.page.getByRole('heading', { name: 'What students said' }).waitFor();
  await other.page.locator('.dot.live').first().waitFor({ state: 'attached' });
  return other.page;
}

const was = (page: Pick<Page, 'getByRole'>, who: string) =>
  page.getByRole('button', { name: `Was there: ${who} (name)` });
const wasNot = (page: Pick<Page, 'getByRole'>, who: string) =>
  page.getByRole('button', { name: `Was not there: ${who} (name)` });

it('says who was there with one press a student, which another open page follows', async () => {
  const past = await openPastDay();
  const { page, marked, complaints } = past;
  const other = await openElsewhere(past);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url().split('/').at(-1)}`));
  await was(page, 'mira').click();
  await was(other, 'mira').and(other.locator('[aria-pressed=true]')).waitFor();
  // By keyboard, and the focus stays.
  await wasNot(page, 'jo').press('Enter');
  await wasNot(other, 'jo').and(other.locator('[aria-pressed=true]')).waitFor();
  await wasNot(page, 'jo').and(page.locator(':focus')).waitFor();
  expect(await marked()).toEqual({ mira: 'attended', jo: 'absent', sam: null });
  // The same once more takes it back.
  await wasNot(page, 'jo').press(' ');
  await wasNot(other, 'jo').and(other.locator('[aria-pressed=false]')).waitFor();
  expect(await marked()).toMatchObject({ jo: null });
  // Who was said not to have been there stays so.
  await wasNot(page, 'jo').click();
  await wasNot(other, 'jo').and(other.locator('[aria-pressed=true]')).waitFor();
  await page.getByRole('button', { name: 'Everybody was there' }).press('Enter');
  await page.getByText('All the others are marked as there.').first().waitFor();
  expect(await marked()).toEqual({ mira: 'attended', jo: 'absent', sam: 'attended' });
  await was(other, 'sam').and(other.locator('[aria-pressed=true]')).waitFor();
  expect(await page.getByRole('button', { name: 'Everybody was there' }).count()).toBe(0);
  // A press is one request: of many students the service would take no more in a minute.
  expect(asked.filter((one) => one.startsWith('GET'))).toEqual([]);
  expect(complaints).toEqual([]);
});

it('leads from the list of what comes next to what has yet to be completed', async () => {
  const { page, day, marked } = await openPastDay();
  await day('2027-03-04').click();
  const hint = page.getByRole('button', { name: '1 session to complete' });
  await hint.press('Enter');
  await page.getByRole('heading', { name: 'Your availability' }).and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Everybody was there' }).click();
  await hint.waitFor({ state: 'detached' });
  expect(await marked()).toEqual({ mira: 'attended', jo: 'attended', sam: 'attended' });
});

it('says at the session why somebody could not be marked, and leaves them as they were', async () => {
  const { page, marked } = await openPastDay();
  await page.route('**/attendance', (route) => route.abort());
  await was(page, 'mira').click();
  await page.getByText('The service cannot be reached.').first().waitFor();
  expect(await was(page, 'mira').getAttribute('aria-pressed')).toBe('false');
  await page.unroute('**/attendance');
  await was(page, 'mira').click();
  await was(page, 'mira').and(page.locator('[aria-pressed=true]')).waitFor();
  expect(await marked()).toMatchObject({ mira: 'attended' });
});

it('writes notes with links by keyboard, which another open page shows as text', async () => {
  const past = await openPastDay();
  const { page, session, kept, complaints } = past;
  const other = await openElsewhere(past);
  await session.getByRole('button', { name: 'Write notes' }).press('Enter');
  await session.getByRole('textbox', { name: 'Notes' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Bring <b>both</b> letters.');
  await session.getByRole('button', { name: 'Add a link' }).press('Enter');
  await session.getByLabel('Address').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('javascript:alert(1)');
  await session.getByRole('button', { name: 'Save notes' }).press('Enter');
  // What is wrong is said in the field, which has the focus, and nothing is sent.
  const wrong = session.getByLabel('Address').and(page.locator(':focus'));
  await wrong.waitFor();
  const hint = await wrong.getAttribute('aria-describedby');
  await page.locator(`[id="${hint}"]`).getByText('The link must start with https://').waitFor();
  expect(await kept()).toMatchObject({ text: '', updatedAt: null });
  await wrong.fill('https://example.edu/letters');
  await session.getByLabel('Title (optional)').fill('Two letters');
  await session.getByRole('button', { name: 'Save notes' }).press('Enter');
  await page.getByText('Notes saved.').first().waitFor();
  await session.getByRole('button', { name: 'Edit notes' }).and(page.locator(':focus')).waitFor();
  await other.getByText('Bring <b>both</b> letters.').waitFor();
  const link = other.getByRole('link', { name: 'Two letters' });
  expect(await link.getAttribute('href')).toBe('https://example.edu/letters');
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  // And away again.
  await session.getByRole('button', { name: 'Edit notes' }).press('Enter');
  await session.getByRole('button', { name: 'Remove link 1' }).press('Enter');
  await session.getByRole('button', { name: 'Save notes' }).press('Enter');
  await link.waitFor({ state: 'detached' });
  expect(await kept()).toMatchObject({ text: 'Bring <b>both</b> letters.', links: [] });
  expect(complaints).toEqual([]);
});

it('keeps what is typed while notes change elsewhere, while saving fails, and while one looks at another day', async () => {
  const past = await openPastDay();
  const { page, session, service, slot, day, kept } = past;
  const token = service.token('ada', 'alumni');
  await session.getByRole('button', { name: 'Write notes' }).click();
  const field = session.getByRole('textbox', { name: 'Notes' });
  await field.fill('Mine, at the desk');
  await service.call('PUT', `/api/slots/${slot.id}/session-notes`, {
    token,
    body: { text: 'Mine, on the telephone', links: [] },
  });
  await session.getByText('These notes were changed elsewhere meanwhile.').waitFor();
  await session.getByText('Mine, on the telephone').waitFor();
  expect(await field.inputValue()).toBe('Mine, at the desk');
  await page.route('**/session-notes', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await session.getByRole('button', { name: 'Save notes' }).click();
  await session.getByText('The service cannot be reached.').waitFor();
  expect(await field.inputValue()).toBe('Mine, at the desk');
  await page.unroute('**/session-notes');
  await day('2027-03-04').click();
  await session.waitFor({ state: 'detached' });
  await day('2027-03-02').click();
  await field.waitFor();
  expect(await field.inputValue()).toBe('Mine, at the desk');
  await session.getByRole('button', { name: 'Save notes' }).click();
  await page.getByText('Notes saved.').first().waitFor();
  expect(await kept()).toMatchObject({ text: 'Mine, at the desk' });
});

it('keeps a private note about a student that nobody else reads', async () => {
  const { page, session, service, slot } = await openPastDay();
  const opener = session.getByRole('button', { name: 'Private note: mira (name)' });
  await opener.press('Enter');
  await session.getByLabel('Private note', { exact: true }).fill('Shy; ask her first.');
  await session.getByRole('button', { name: 'Save note', exact: true }).press('Enter');
  await session.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await page.locator('td[data-day="2027-03-02"]').click();
  await opener.press('Enter');
  await expect
    .poll(() => session.getByLabel('Private note', { exact: true }).inputValue())
    .toBe('Shy; ask her first.');
  // The programme office sees the day, and not the note.
  const office = await openWindow(browser);
  await office.page.goto(page.url());
  await office.page.locator('mentor-calendar').evaluate(
    (element, token) => {
      element.setAttribute('alumni-id', 'ada');
      element.setAttribute('token', token);
    },
    service.token('noor', 'admin'),
  );
  await office.page.getByText('You work on behalf of ada (name).').waitFor();
  await office.page.locator('td[data-day="2027-03-02"]').click();
  await was(office.page, 'mira').waitFor();
  expect(await office.page.getByRole('button', { name: /^Private note/ }).count()).toBe(0);
  await was(office.page, 'mira').click();
  // The owner's page hears of it at once.
  await was(page, 'mira').and(page.locator('[aria-pressed=true]')).waitFor();
  expect(slot.alumniId).toBe('ada');
});

it('shows what students said from three on, live, and says why there is nothing before', async () => {
  const { session, service, slot } = await openPastDay();
  await session.getByText('It is shown once three or more students have said something').waitFor();
  const say = (who: string, stars: number, comment?: string) =>
    service.call('PUT', `/api/slots/${slot.id}/feedback`, {
      token: service.token(who, 'student'),
      body: { stars, ...(comment && { comment }) },
    });
  await say('mira', 5, 'I finally know how to begin.');
  await say('jo', 4);
  await say('sam', 4);
  await session.getByText('4.3 of 5 stars, from 3 students').waitFor();
  await session.getByText('I finally know how to begin.').waitFor();
});

it('has no place for recordings where the service takes none', async () => {
  const { session } = await openPastDay();
  await session.getByRole('button', { name: 'Write notes' }).waitFor();
  expect(await session.getByText('Recordings').count()).toBe(0);
});

/** A folder for recordings, for as long as the test takes. */
function mediaEnv(): Record<string, string> {
  return { MEDIA_DIR: temporaryFolder(), MEDIA_MAX: '100kb' };
}

it('adds recordings one after another, by choosing and by dropping, plays and removes them', async () => {
  const past = await openPastDay(mediaEnv());
  const { page, session, kept, complaints } = past;
  const other = await openElsewhere(past);
  const file = (name: string, buffer = wav()) => ({ name, mimeType: 'audio/wav', buffer });
  await session.getByLabel('Add a recording').setInputFiles([file('first.wav'), file('second.wav')]);
  await page.getByText('“second.wav” was added.').first().waitFor();
  await other.getByText('second.wav').waitFor();
  expect((await kept()).recordings.map(({ name }) => name).sort()).toEqual(['first.wav', 'second.wav']);
  const seconds = () =>
    session
      .locator('audio')
      .first()
      .evaluate((audio) => (audio as HTMLAudioElement).duration);
  await expect.poll(seconds).toBeCloseTo(1, 1);
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], 'dropped.wav', { type: 'audio/wav' }));
      return files;
    },
    [...wav()],
  );
  await session.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByText('“dropped.wav” was added.').first().waitFor();

  await session.getByRole('button', { name: 'Remove: first.wav' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Remove “first.wav”?' });
  await dialog.getByRole('button', { name: 'Keep recording' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await session.getByRole('button', { name: 'Remove: first.wav' }).press('Enter');
  await dialog.getByRole('button', { name: 'Remove recording' }).press('Enter');
  await page.getByText('“first.wav” was removed.').first().waitFor();
  await other.getByText('first.wav').waitFor({ state: 'detached' });
  expect((await kept()).recordings.map(({ name }) => name).sort()).toEqual(['dropped.wav', 'second.wav']);
  expect(complaints).toEqual([]);
});

it('says in plain words what cannot be added, and gives up what is on its way', async () => {
  const { page, session, kept } = await openPastDay(mediaEnv());
  const add = session.getByLabel('Add a recording');
  await add.setInputFiles({ name: 'large.wav', mimeType: 'audio/wav', buffer: wav(150_000) });
  await session.getByText('The file is too large: 100 kB at most.').waitFor();
  await add.setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') });
  await session.getByText('This is neither sound nor film that can be played.').waitFor();
  // What calls itself sound the service looks into.
  await add.setInputFiles({ name: 'page.mp3', mimeType: 'audio/mpeg', buffer: Buffer.alloc(5000, '<html>') });
  await expect.poll(() => session.getByText('This is neither sound nor film').count()).toBe(2);
  for (const name of ['large.wav', 'letter.pdf', 'page.mp3'])
    await session.getByRole('button', { name: `Dismiss: ${name}` }).press('Enter');
  expect(await session.locator('.upload').count()).toBe(0);

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/recordings', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  const sound = { mimeType: 'audio/wav', buffer: wav() };
  await add.setInputFiles([
    { name: 'one.wav', ...sound },
    { name: 'two.wav', ...sound },
  ]);
  await session.getByText('waiting').waitFor();
  await session.getByRole('progressbar', { name: 'one.wav' }).waitFor();
  await session.getByRole('button', { name: 'Cancel: one.wav' }).press('Enter');
  await session.getByText('one.wav').waitFor({ state: 'detached' });
  release();
  await page.getByText('“two.wav” was added.').first().waitFor();
  expect((await kept()).recordings.map(({ name }) => name)).toEqual(['two.wav']);
});

it('sends nothing on in the name of whoever signs in next', async () => {
  const { page, session, service } = await openPastDay(mediaEnv());
  const sent: string[] = [];
  const brokenOff: string[] = [];
  const isUpload = (url: string) => url.endsWith('/recordings');
  page.on('request', (request) => isUpload(request.url()) && sent.push(request.method()));
  page.on('requestfailed', (request) => isUpload(request.url()) && brokenOff.push(request.method()));
  // The first stays on its way.
  await page.route('**/recordings', () => {});
  const file = (name: string) => ({ name, mimeType: 'audio/wav', buffer: wav() });
  await session.getByLabel('Add a recording').setInputFiles([file('first.wav'), file('second.wav')]);
  await expect.poll(() => sent).toContain('POST');
  const token = service.token('bob', 'alumni');
  await page
    .locator('mentor-calendar')
    .evaluate((element, next) => element.setAttribute('token', next), token);
  await expect.poll(() => brokenOff).toEqual(['POST']);
  await page.locator('.dot.live').first().waitFor({ state: 'attached' });
  expect(sent.filter((method) => method === 'POST')).toEqual(['POST']);
});

it('tries an upload again that broke off', async () => {
  const { page, session, kept } = await openPastDay(mediaEnv());
  await page.route('**/recordings', (route) => route.abort());
  await session
    .getByLabel('Add a recording')
    .setInputFiles({ name: 'talk.wav', mimeType: 'audio/wav', buffer: wav() });
  await session.getByText('The service cannot be reached.').waitFor();
  await page.unroute('**/recordings');
  await session.getByRole('button', { name: 'Try again: talk.wav' }).click();
  await page.getByText('“talk.wav” was added.').first().waitFor();
  expect((await kept()).recordings).toHaveLength(1);
});
