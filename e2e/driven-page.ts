/** What a person does in a driven browser: look for a control by its words, press it, use the keyboard. */
import { setTimeout as delay } from 'node:timers/promises';
import type { DrivenBrowser } from './driven-browser.ts';

/** Names something in the page or inside an element: by a selector, and by words of its name or text. */
export interface Target {
  css: string;
  words?: string;
}

/** As WebDriver writes keys that have no character. */
export const keys = {
  enter: '\uE006',
  tab: '\uE004',
  escape: '\uE00C',
  left: '\uE012',
  up: '\uE013',
  right: '\uE014',
  down: '\uE015',
  home: '\uE011',
  pageDown: '\uE00F',
} as const;

export class DrivenPage {
  constructor(private readonly browser: DrivenBrowser) {}

  goTo(url: string): Promise<void> {
    return this.browser.goTo(url);
  }

  /** Runs a function that uses nothing but its arguments inside the page; arguments and result travel as JSON. */
  async run<Args extends unknown[], Result>(
    inPage: (...args: Args) => Result,
    ...args: Args
  ): Promise<Result> {
    const call = `(${inPage})(...${JSON.stringify(args)})`;
    return JSON.parse(await this.browser.evaluate(`JSON.stringify(${call} ?? null)`));
  }

  /** Resolves to what `look` finds, as soon as it finds something; looks for as long as `seconds`. */
  async until<Found>(what: string, look: () => Promise<Found | null | false>, seconds = 60): Promise<Found> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const found = await look();
      if (found !== null && found !== false) return found;
      if (Date.now() > deadline)
        throw new Error(`Not there after ${seconds} s: ${what}. There is:\n${await this.text()}`);
      await delay(100);
    }
  }

  /** Waits until it can be seen. */
  async see(target: Target): Promise<void> {
    await this.until(told(target), () => this.run(placeOf, target));
  }

  async seeNoMore(target: Target): Promise<void> {
    await this.until(`without ${told(target)}`, async () => !(await this.run(placeOf, target)));
  }

  /** With the mouse, in the middle of it. */
  async click(target: Target): Promise<void> {
    const place = await this.until(told(target), () => this.run(placeOf, target));
    await this.browser.act([
      {
        type: 'pointer',
        id: 'mouse',
        actions: [
          { type: 'pointerMove', x: place.x, y: place.y },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ]);
  }

  /** One key after the other. */
  async type(...pressed: readonly string[]): Promise<void> {
    const actions = pressed.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.browser.act([{ type: 'key', id: 'keyboard', actions }]);
  }

  /** An attribute of what has the focus, however deep it stands. */
  focused(attribute: string): Promise<string | null> {
    return this.run(focusedAttribute, attribute);
  }

  /** Moves the focus by Tab to something that has this attribute. */
  async tabTo(attribute: string): Promise<string> {
    for (let step = 0; step < 80; step += 1) {
      const value = await this.focused(attribute);
      if (value !== null) return value;
      await this.type(keys.tab);
    }
    throw new Error(
      `The keyboard does not reach anything with ${attribute}. There is:\n${await this.text()}`,
    );
  }

  /** All text that can be read inside the elements. */
  text(): Promise<string> {
    return this.run(wholeText);
  }
}

function told({ css, words }: Target): string {
  return words ? `${css} “${words}”` : css;
}

/** Runs in the page: scrolls to something and tells where its middle is; null if it cannot be seen. */
function placeOf({ css, words = '' }: Target): { x: number; y: number } | null {
  const inside = (root: Document | ShadowRoot): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((one) => [
      ...(one.matches(css) ? [one] : []),
      ...(one.shadowRoot ? inside(one.shadowRoot) : []),
    ]);
  const found = inside(document).find(
    (one) =>
      one.checkVisibility() && `${one.getAttribute('aria-label') ?? ''}\n${one.textContent}`.includes(words),
  );
  if (!found) return null;
  found.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = found.getBoundingClientRect();
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
}

/** In the page. */
function focusedAttribute(attribute: string): string | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.getAttribute(attribute) ?? null;
}

/** In the page. */
function wholeText(): string {
  const roots = [...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? []);
  return roots.map((root) => root.textContent?.replace(/\s+/g, ' ')).join('\n');
}
