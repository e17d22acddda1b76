/** Everybody's sessions on a portal's page: what tests of `<alumni-slots all>` share. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { startService, type TestOptions, type TestService } from '../server/testing/service.ts';
import { openWindow } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';

/** A Tuesday morning in London. */
const tuesday = '2026-11-24T08:00:00Z';

export interface AllPage {
  page: Page;
  complaints: string[];
  field: Locator;
  rows: Locator;
  /** What rows are about, in their order. */
  subjects(): Promise<string[]>;
  /** Waits until the rows are about these. */
  shows(...subjects: readonly string[]): Promise<void>;
  /** Waits until this, and nothing besides, stands where it is read out. */
  said(text: string): Promise<void>;
  /** The addresses at which sessions were asked for. */
  asked: URL[];
  /** Whose slots the socket was asked for, and no longer. */
  watched: Set<string>;
}

/** A service, and a page of another origin. */
export async function startAll(
  env: Record<string, string> = {},
  now = tuesday,
  options: Pick<TestOptions, 'heartbeatSeconds'> = {},
): Promise<{ service: TestService; host: HostPage }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin, ...env }, now, ...options });
  return { service, host };
}

/** Publishes half an hour by wall time in UTC. */
export function publish(
  service: TestService,
  alumniId: string,
  when: string,
  description: string,
  fields: Record<string, unknown> = {},
) {
  const [date, startTime] = when.split(' ');
  const end = new Date(Date.parse(`${date}T${startTime}Z`) + 30 * 60_000).toISOString().slice(11, 16);
  return service.publish(alumniId, 0, {
    date,
    startTime,
    endTime: end,
    timeZone: 'UTC',
    description,
    ...fields,
  });
}

/** Opens the page as this student, or as nobody, and waits for nothing. */
export async function openAll(
  browser: Browser,
  { service, host }: { service: TestService; host: HostPage },
  {
    student = 'mira' as string | null,
    attributes = 'time-zone="UTC"',
    ownClock = false,
    ...options
  }: BrowserContextOptions & {
    student?: string | null;
    attributes?: string;
    /** The test moves the page's clock. */
    ownClock?: boolean;
  } = {},
): Promise<AllPage> {
  const token = student === null ? '' : `token="${service.token(student, 'student')}"`;
  host.show(`<alumni-slots all ${attributes} ${token}></alumni-slots>`, service.url);
  const { page, complaints } = await openWindow(browser, options);
  onTestFinished(() => page.context().close());
  if (ownClock) await page.clock.install();
  const asked: URL[] = [];
  const watched = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/slots/open') asked.push(url);
  });
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const frame = JSON.parse(String(payload));
      if (frame.type === 'subscribe') for (const id of frame.alumniIds) watched.add(id);
      if (frame.type === 'unsubscribe') for (const id of frame.alumniIds) watched.delete(id);
    }),
  );
  await page.goto(host.origin);
  const rows = page.locator('li[data-id]');
  const subjects = () =>
    rows
      .locator('.about')
      .evaluateAll((all) => all.map((one) => one.querySelector(':scope > bdi')?.textContent ?? ''));
  return {
    page,
    complaints,
    field: page.getByRole('searchbox', { name: 'Search by subject or mentor' }),
    rows,
    subjects,
    shows: async (...expected) => {
      await expect.poll(subjects).toEqual(expected);
    },
    said: async (text) => {
      const status = page.getByRole('status');
      await expect
        .poll(async () => (await status.allTextContents()).map((one) => one.trim()))
        .toContain(text);
    },
    asked,
    watched,
  };
}
