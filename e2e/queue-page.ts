/** A mentor's sessions as students see them who wait for a seat, with the service's clock in the test's hands. */
import type { Browser, Page } from 'playwright-core';
import { queueing } from '../server/testing/queueing.ts';
import { startService } from '../server/testing/service.ts';
import { openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

export interface QueuePage {
  page: Page;
  /** What the browser complained of. */
  complaints: string[];
  /** All that a screen reader was told by a status line, in order, each time that it changed. */
  spoken(): Promise<string[]>;
}

/** How somebody looks at it. */
interface Visit {
  /** Of one element each. */
  attributes?: readonly string[];
  /** Of their token. */
  claims?: Readonly<Record<string, unknown>>;
  /** Directives that replace those of the host's policy. */
  policy?: Record<string, string>;
  /** Before the page is fetched. */
  prepare?(page: Page): Promise<void>;
}

/** Keeps what every status line below the element says, from before it says anything. */
function listen(): void {
  const spoken: string[] = [];
  (window as unknown as { spoken: string[] }).spoken = spoken;
  const heard = new WeakMap<Element, string>();
  const hear = (root: ParentNode) => {
    for (const line of root.querySelectorAll('[role=status], [role=alert]')) {
      const text = line.textContent?.trim() ?? '';
      if (text && heard.get(line) !== text) spoken.push(text);
      heard.set(line, text);
    }
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachHeard(init) {
    const root = attach.call(this, init);
    new MutationObserver(() => hear(root)).observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return root;
  };
}

/** Starts a service with `env`; `open` shows it to somebody. Offers are made up to a year ahead where `env` says so. */
export async function startQueue(browser: Browser, env: Record<string, string> = {}, now?: string) {
  const host = await startHostPage();
  const service = await startService({
    env: { ALLOWED_ORIGINS: host.origin, ...env },
    // A page whose clock a test sets hears nothing of heartbeats that it would miss.
    heartbeatSeconds: 3_600,
    ...(now !== undefined && { now }),
  });
  return {
    service,
    ...queueing(service),

    /** One element for `who`, or one for each of `attributes`. */
    async open(
      who: string,
      { attributes = ['alumni-id="ada"'], claims = {}, policy, prepare }: Visit = {},
    ): Promise<QueuePage> {
      const token = service.token(who, 'student', { ...claims });
      const tags = attributes.map(
        (some) => `<alumni-slots ${some} time-zone="UTC" token="${token}"></alumni-slots>`,
      );
      host.show(tags.join(''), service.url, policy);
      const { page, complaints } = await openWindow(browser);
      await page.addInitScript(listen);
      await prepare?.(page);
      await page.goto(host.origin);
      return {
        page,
        complaints,
        spoken: () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken),
      };
    },
  };
}

/** Offers from the first seat on, half an hour long: what otherwise happens only near the start. */
export const offering = { OFFER_BELOW: '365d', OFFER_FOR: '30m' };
