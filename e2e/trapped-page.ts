/** A page that tells when anything ran, was fetched or was drawn that nobody wrote into its elements. */
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openWindow } from './browser.ts';

export interface TrappedPage {
  page: Page;
  /** Waits until each of these stands somewhere below the elements as it was typed, as text or in a field. */
  shows(...texts: readonly string[]): Promise<void>;
  /** Fails where something ran, was reported or asked for, or where there is an element or attribute of none of ours. */
  expectQuiet(): Promise<void>;
}

/** What the page itself can see. */
interface Trapped {
  ran: string[];
  refused: string[];
}

/** Before any script of the page. */
function setTraps(): void {
  const trapped: Trapped = { ran: [], refused: [] };
  const traps: Record<string, unknown> = { trapped };
  for (const name of ['xss', 'alert', 'confirm', 'prompt', 'print', 'open'])
    traps[name] = () => trapped.ran.push(name);
  Object.assign(window, traps);
  addEventListener(
    'securitypolicyviolation',
    ({ violatedDirective, blockedURI, sample }) =>
      trapped.refused.push(`${violatedDirective} ${blockedURI} ${sample}`),
    true,
  );
}

/** All that stands below the page's elements: texts, what is in fields, what attributes say, and what should not be there. */
function readAll(): { texts: string; strange: string[] } {
  const texts: string[] = [];
  const strange: string[] = [];
  const foreign =
    /^(script|iframe|frame|object|embed|applet|base|meta|link|math|img|picture|marquee|portal|template|form\[action\]|area)$/;
  const walk = (root: ParentNode & Node): void => {
    texts.push(root.textContent ?? '');
    for (const element of root.querySelectorAll('*')) {
      const tag = element.localName;
      if (root instanceof ShadowRoot && foreign.test(tag)) strange.push(`<${tag}>`);
      for (const { name, value } of element.attributes) {
        if (/^on|^(srcdoc|formaction|action|xlink:href|background|style)$/.test(name))
          strange.push(`${tag} ${name}=${value}`);
        if (name.startsWith('aria-')) texts.push(value);
      }
      if (
        element instanceof HTMLAnchorElement &&
        element.protocol !== 'https:' &&
        element.origin !== location.origin
      )
        strange.push(`a href=${element.getAttribute('href')}`);
      if ('value' in element && typeof element.value === 'string') texts.push(element.value);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document.body);
  return { texts: texts.join('\n\n'), strange };
}

/** Opens `origin`. What it asks for may come from there and from `service`. */
export async function openTrapped(browser: Browser, origin: string, service: string): Promise<TrappedPage> {
  const { page, complaints } = await openWindow(browser);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith(service)) elsewhere.push(url);
  });
  page.on('dialog', (dialog) => elsewhere.push(`a dialog: ${dialog.message()}`));
  await page.addInitScript(setTraps);
  await page.goto(origin);
  return {
    page,
    async shows(...texts) {
      const missing = async () => {
        const all = (await page.evaluate(readAll)).texts;
        return texts.filter((text) => !all.includes(text));
      };
      await expect.poll(missing).toEqual([]);
    },
    async expectQuiet() {
      const trapped = await page.evaluate(() => (window as unknown as { trapped: Trapped }).trapped);
      const { strange } = await page.evaluate(readAll);
      expect({ ...trapped, complaints, elsewhere, strange }).toEqual({
        ...{ ran: [], refused: [], complaints: [], elsewhere: [], strange: [] },
      });
      expect(page.url()).toBe(`${origin}/`);
    },
  };
}
