/** Every state in narrow and wide places, with larger text, and with targets large enough for a finger. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { states } from '../demo/states/states.ts';
import { everySo, useStatePages } from './state-page.ts';

const { open } = useStatePages();

/** What sticks out of the window to either side, or text that is cut off by its own box. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('alumni-slots, mentor-calendar')?.shadowRoot;
    const wide = document.documentElement.clientWidth;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > wide)
      found.push(`page ${document.documentElement.scrollWidth} > ${wide}`);
    for (const element of root?.querySelectorAll<HTMLElement>('.base *') ?? []) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 1 && (left < -0.5 || right > wide + 0.5))
        found.push(`${element.tagName} ${element.className}`);
    }
    return found;
  });
}

/** Elements inside that are wider than the element itself; what is set back to align its text may stand out by that. */
async function escapes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const host = document.querySelector('alumni-slots, mentor-calendar') as HTMLElement;
    const box = host.getBoundingClientRect();
    return [...(host.shadowRoot?.querySelectorAll<HTMLElement>('.base *') ?? [])]
      .filter((element) => !element.closest('dialog, .marks'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < box.left - 9 || right > box.right + 5);
      })
      .map((element) => `${element.tagName} ${element.className}`);
  });
}

/** Lists what can be pressed, by name, with its size in px; leaves out links in a sentence (WCAG 2.5.8, inline). */
async function targets(
  page: Page,
  selector: string,
): Promise<{ name: string; width: number; height: number }[]> {
  return page.evaluate((wanted) => {
    const root = document.querySelector('alumni-slots, mentor-calendar')?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>(wanted) ?? [])]
      .filter((one) => one.getClientRects().length)
      .map((one) => {
        const box = (one.closest('label') ?? one).getBoundingClientRect();
        const name = one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 40) ?? '';
        return { name, width: Math.round(box.width * 10) / 10, height: Math.round(box.height * 10) / 10 };
      });
  }, selector);
}

const pressed = 'button, a, input, select, textarea, td[data-day]';

it('UX 16: nothing has to be scrolled sideways at 320 px, in any state', async () => {
  const page = await open('slots-list', { viewport: { width: 320, height: 640 } });
  const found: Record<string, string[]> = {};
  for (const { name, media } of everySo(7, states)) {
    if (media) continue;
    await open(name, { page });
    const out = await overflow(page);
    if (out.length) found[name] = out.slice(0, 4);
  }
  expect(found).toEqual({});
});

describe('UX 15: it goes by the room that it is given, not by the window', () => {
  it.each(['280', '480', '800'])('%s px in a window of 1280', async (width) => {
    const page = await open('slots-list', { viewport: { width: 1280, height: 800 } });
    const found: Record<string, string[]> = {};
    for (const name of everySo(2, [
      'slots-yours',
      'slots-long',
      'slots-unbroken',
      'session-lost-race',
      'calendar-busy',
      'calendar-long',
      'calendar-requests',
      'calendar-elsewhere',
      'after-writing',
      'after-recordings',
      'behalf-requests',
    ])) {
      await open(name, { page, look: { width } });
      const out = await escapes(page);
      if (out.length) found[name] = out.slice(0, 4);
    }
    expect(found).toEqual({});
  });

  it('a wide place gets two columns and a narrow one gets one', async () => {
    const columns = async (width: string) => {
      const page = await open('calendar-month', { viewport: { width: 1280, height: 800 }, look: { width } });
      return page
        .locator('.layout')
        .evaluate((layout) => getComputedStyle(layout).gridTemplateColumns.split(' ').length);
    };
    expect([await columns('480'), await columns('800')]).toEqual([1, 2]);
  });
});

it('UX 31: whatever can be pressed is at least 24 px in both directions', async () => {
  for (const options of [{}, { viewport: { width: 320, height: 640 }, hasTouch: true }]) {
    const page = await open('slots-list', options);
    for (const name of everySo(2, [
      'slots-list',
      'slots-yours',
      'session-details',
      'session-lost-race',
      'session-cancel',
      'all-found',
      'calendar-month',
      'calendar-requests',
      'form-series',
      'call-off-series',
      'slots-error',
      'calendar-elsewhere',
      'elsewhere-some',
      'feed-made',
      'after-private',
      'after-recordings',
    ])) {
      await open(name, { page });
      const small = (await targets(page, pressed)).filter(({ width, height }) => width < 24 || height < 24);
      expect(small, name).toEqual([]);
    }
  }
});

it('UX 31: days aim at 44 px: they are as high, and as wide as seven of them can be', async () => {
  for (const [width, least] of [
    [360, 42],
    [320, 36],
  ] as const) {
    const page = await open('calendar-month', { viewport: { width, height: 640 } });
    for (const target of await targets(page, 'td[data-day]')) {
      expect(target.height).toBeGreaterThanOrEqual(44);
      expect(target.width).toBeGreaterThanOrEqual(least);
    }
  }
});

it('fields have text of 16 px, so that phones do not zoom in on them', async () => {
  for (const name of [
    'form-series',
    'session-details',
    'slots-zone',
    'elsewhere-some',
    'feed-made',
    'all-found',
  ]) {
    const page = await open(name);
    const sizes = await page
      .locator('input, select, textarea')
      .evaluateAll((fields) => fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
  }
});

it('at 200 % zoom nothing is lost (WCAG 1.4.4)', async () => {
  const page = await open('slots-list', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  const found: Record<string, string[]> = {};
  for (const name of everySo(2, [
    'slots-yours',
    'slots-month',
    'session-details',
    'session-cancel',
    'all-found',
    'all-lead',
    'calendar-month',
    'calendar-long',
    'form-series',
    'copy-day',
    'calendar-elsewhere',
    'elsewhere-some',
    'feed-made',
  ])) {
    await open(name, { page });
    const out = await overflow(page);
    if (out.length) found[name] = out.slice(0, 4);
  }
  expect(found).toEqual({});
});

it('wider spaced text is not cut off (WCAG 1.4.12)', async () => {
  const page = await open('slots-list', { viewport: { width: 400, height: 800 } });
  for (const name of everySo(2, [
    'slots-yours',
    'slots-list',
    'session-details',
    'session-cancel',
    'all-found',
    'all-lead',
    'calendar-month',
    'calendar-requests',
    'form-series',
    'call-off-series',
    'calendar-elsewhere',
    'elsewhere-some',
    'feed-made',
    'feed-renew',
  ])) {
    await open(name, { page });
    const cut = await page.evaluate(() => {
      const host = document.querySelector('alumni-slots, mentor-calendar');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
      );
      host?.shadowRoot?.adoptedStyleSheets.push(sheet);
      return [...(host?.shadowRoot?.querySelectorAll<HTMLElement>('.base *') ?? [])]
        .filter(
          (one) =>
            one.getClientRects().length &&
            !one.closest('.unseen, select, .clamp, .marks, .up b, .preview .chip'),
        )
        .filter(
          (one) =>
            getComputedStyle(one).overflow !== 'visible' && !one.matches('dialog, textarea, input, td'),
        )
        .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        .map((one) => `${one.tagName} ${one.className}`);
    });
    expect({ name, cut, out: await overflow(page) }).toEqual({ name, cut: [], out: [] });
  }
});

it('UX 32: what has the focus is never under something that stays in place', async () => {
  const page = await open('form-series', { viewport: { width: 400, height: 420 } });
  const dialog = page.getByRole('dialog');
  for (let step = 0; step < 16; step++) {
    await page.keyboard.press('Tab');
    const hidden = await dialog.evaluate((form) => {
      const root = form.getRootNode() as ShadowRoot;
      const element = root.activeElement;
      if (!element || !form.contains(element)) return null;
      const { left, top, width, height } = element.getBoundingClientRect();
      const above = root.elementFromPoint(left + width / 2, top + Math.min(height, 20) / 2);
      return above &&
        (element.contains(above) || above.contains(element) || element.closest('label')?.contains(above))
        ? null
        : `${element.tagName} ${element.getAttribute('name') ?? element.textContent}`;
    });
    expect(hidden).toBe(null);
  }
});
