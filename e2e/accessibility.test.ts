/** axe looks for WCAG 2.2 A and AA in every state of the elements, light and dark, from left to right and from right to left. */
import { describe, it } from 'vitest';
import { states } from '../demo/states/states.ts';
import { violations } from './axe.ts';
import { everySo, useStatePages } from './state-page.ts';

const pages = useStatePages({ bypassCSP: true });
const looks = ['light', 'dark'].flatMap((theme) => ['ltr', 'rtl'].map((dir) => ({ theme, dir })));

/** Every eighth state is looked at in one of the four ways, the next one in the next; by `npm run prove` each in all of them. */
const looksOf = (index: number) =>
  process.env.LOOKS === 'all' ? looks : [looks[index % looks.length] as (typeof looks)[number]];

describe.concurrent('UX 33: axe finds nothing wrong, light or dark, in either direction, with', () => {
  it.for(everySo(8, states).map(({ name }, index) => ({ name, index })))(
    '$name',
    async ({ name, index }, { expect }) => {
      const found = await pages.visit(name, async (page) => {
        const lines: string[] = [];
        for (const [nth, look] of looksOf(index).entries()) {
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
          const wrong = await violations(page, nth > 0);
          lines.push(...wrong.map((line) => `${look.theme} ${look.dir}: ${line}`));
        }
        return lines;
      });
      expect(found).toEqual([]);
    },
  );
});

describe('UX 33: axe finds nothing wrong on a phone, where some things look otherwise, with', () => {
  it.for(['running-notes', 'slots-yours', 'past-notes', 'after-day', 'behalf-month'])(
    '%s',
    async (name, { expect }) => {
      const page = await pages.open(name, { bypassCSP: true, viewport: { width: 360, height: 740 } });
      const found = await violations(page);
      await page.context().close();
      expect(found).toEqual([]);
    },
  );
});
