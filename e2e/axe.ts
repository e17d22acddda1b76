/** Runs axe-core in a page: WCAG 2.2 A and AA, and axe's own rules of good practice. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What depends on colours and on where things are drawn; all else in a page is the same in another theme or direction. */
const onLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/** Gives a line for each violation: the rule, and where; of the looks alone if asked. The page's context needs `bypassCSP`. */
export async function violations(page: Page, ofLooks = false): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as {
        axe: { run(root: Document, options: object): Promise<AxeResults> };
      };
      return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations;
    },
    ofLooks ? onLooks : tags,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`));
}
