/** Without colours, without motion, and with a focus that is seen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { states } from '../demo/states/states.ts';
import { everySo, useStatePages } from './state-page.ts';

const { open } = useStatePages();

function styleOf(page: Page, where: string, ...names: string[]): Promise<string[]> {
  return page
    .locator(where)
    .first()
    .evaluate((element, all) => all.map((name) => getComputedStyle(element).getPropertyValue(name)), names);
}

describe('UX 19: in forced colours', () => {
  it('the chosen day and the focus are told by lines', async () => {
    const page = await open('calendar-month', { forcedColors: 'active' });
    expect(await styleOf(page, 'td.chosen', 'outline-style', 'outline-width')).toEqual(['solid', '2px']);
    await page.locator('td[data-day="2026-11-24"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await styleOf(page, 'td:focus', 'outline-style', 'outline-width')).toEqual(['solid', '3px']);
    await page.keyboard.press('Tab');
    const focused = page.locator('mentor-calendar :focus');
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  });

  it('busy times keep their pattern and have a border, and what is at the time of a session has a sign', async () => {
    const page = await open('calendar-elsewhere', { forcedColors: 'active' });
    for (const [where, at] of [
      ['td[data-day="2026-11-25"] .hatch', null],
      ['.elsewhere li', '::before'],
    ] as const) {
      const pattern = await page
        .locator(where)
        .first()
        .evaluate((element, pseudo) => getComputedStyle(element, pseudo).backgroundImage, at);
      expect(pattern, where).toContain('repeating-linear-gradient');
    }
    expect(await styleOf(page, '.elsewhere li', 'border-top-style')).toEqual(['solid']);
    expect(await page.locator('td[data-day="2026-11-24"] .hatch').textContent()).toBe('!');
  });

  it('buttons, chips and seats have borders; taken seats are filled', async () => {
    const page = await open('slots-list', { forcedColors: 'active' });
    for (const where of ['.btn', '.chip', '.pip']) {
      const [style, width] = await styleOf(page, where, 'border-top-style', 'border-top-width');
      expect([where, style]).toEqual([where, 'solid']);
      expect(Number.parseFloat(width ?? '')).toBeGreaterThanOrEqual(1);
    }
    const [taken] = await styleOf(page, '.pip.t', 'background-color');
    const [free] = await styleOf(page, '.pip:not(.t)', 'background-color');
    expect(taken).not.toBe(free);
  });
});

it('UX 21: with reduced motion nothing moves', async () => {
  const animations = (page: Page) =>
    page.evaluate(() => {
      const root = document.querySelector('alumni-slots, mentor-calendar')?.shadowRoot;
      // What takes no time (a skeleton that is held back) moves nothing.
      const lasting = root?.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 0);
      return lasting?.length ?? Number.NaN;
    });
  const page = await open('slots-list');
  for (const { name } of everySo(8, states)) {
    await open(name, { page });
    const moving = await animations(page);
    expect(`${name}: ${moving}`).toBe(`${name}: 0`);
  }
  // And with motion something does: the skeleton breathes.
  const lively = await open('calendar-loading', { reducedMotion: 'no-preference' });
  expect(await animations(lively)).toBeGreaterThan(0);
});

it('a ring of 3 px shows where the focus is, on every control', async () => {
  for (const name of ['slots-yours', 'session-details', 'calendar-month', 'form-series']) {
    const page = await open(name);
    const ringless = new Set<string>();
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const root = document.querySelector('alumni-slots, mentor-calendar')?.shadowRoot;
        const element = root?.activeElement;
        if (!element) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return { name: element.outerHTML.slice(0, 60), ring: `${outlineStyle} ${outlineWidth}` };
      });
      if (seen && seen.ring !== 'solid 3px') ringless.add(`${name}: ${seen.name} ${seen.ring}`);
    }
    expect([...ringless]).toEqual([]);
    await page.context().close();
  }
});

it.each(['light', 'dark'])('what is no text has a contrast of 3 : 1 in %s', async (theme) => {
  const page = await open('slots-signed-out', { look: { theme } });
  const ratios = await page.evaluate(() => {
    const root = document.querySelector('alumni-slots')?.shadowRoot as ShadowRoot;
    const paint = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    const luminance = (colour: string) => {
      paint.fillStyle = colour;
      paint.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...paint.getImageData(0, 0, 1, 1).data]
        .slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    const ratio = (where: string) => {
      const colour = luminance(getComputedStyle(root.querySelector(where) as Element).borderTopColor);
      return (Math.max(colour, ground) + 0.05) / (Math.min(colour, ground) + 0.05);
    };
    return ['.cta .btn', '.pip'].map(ratio);
  });
  for (const ratio of ratios) expect(ratio).toBeGreaterThanOrEqual(3);
});
