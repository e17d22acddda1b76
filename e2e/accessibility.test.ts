/** axe looks for WCAG 2.2 A and AA in every state of the elements, light and dark, from left to right and from right to left. */
import { describe, it } from 'vitest';
import { states } from '../demo/states/states.ts';
import { violations } from './axe.ts';
import { useStatePages } from './state-page.ts';

const pages = useStatePages();
const looks = ['light', 'dark'].flatMap((theme) => ['ltr', 'rtl'].map((dir) => ({ theme, dir })));

describe.concurrent('UX 33: axe finds nothing wrong, light or dark, in either direction, with', () => {
  it.for(states)('$name', async ({ name }, { expect }) => {
    const page = await pages.open(name, { bypassCSP: true });
    const found: string[] = [];
    for (const [index, look] of looks.entries()) {
      await page.evaluate(async ({ theme, dir }) => {
        const { documentElement: root } = document;
        root.dataset.theme = theme;
        root.dir = dir;
        // The element is told too: it does not watch the page's own attributes.
        const element = document.querySelector<HTMLElement & { requestUpdate(): Promise<void> }>(
          'main > :last-child',
        );
        await element?.requestUpdate();
      }, look);
      found.push(...(await violations(page, index > 0)).map((line) => `${look.theme} ${look.dir}: ${line}`));
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});
