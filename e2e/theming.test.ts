/** What docs/theming.md promises: each property and each part takes effect, in light and dark, and before the script. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStatePages } from './state-page.ts';

const { open, visit } = useStatePages();
const guide = readFileSync(new URL('../docs/theming.md', import.meta.url), 'utf8');

const colour = 'rgb(1, 2, 3)';

/** Where each property is to be seen: in which state, on what, as which computed style. */
const properties: [
  name: string,
  value: string,
  state: string,
  where: string,
  style: string,
  seen?: string,
][] = [
  ['--mentor-accent', colour, 'slots-list', '.btn.primary', 'background-color'],
  ['--mentor-accent-ink', colour, 'slots-list', '.btn.primary', 'color'],
  ['--mentor-accent-soft', colour, 'slots-yours', '.slot.mine', 'background-color'],
  ['--mentor-ink', colour, 'slots-list', '.date b', 'color'],
  ['--mentor-ink-soft', colour, 'slots-list', '.about', 'color'],
  ['--mentor-surface', colour, 'session-cancel', 'dialog', 'background-color'],
  ['--mentor-surface-soft', colour, 'slots-list', '.chip.plain', 'background-color'],
  ['--mentor-line', colour, 'slots-list', '.top', 'border-bottom-color'],
  ['--mentor-control-line', colour, 'slots-signed-out', '.cta .btn', 'border-top-color'],
  ['--mentor-warn', colour, 'slots-list', '.chip.warn', 'color'],
  ['--mentor-warn-soft', colour, 'slots-list', '.chip.warn', 'background-color'],
  ['--mentor-bad', colour, 'slots-list', '.chip.bad', 'color'],
  ['--mentor-bad-soft', colour, 'slots-list', '.chip.bad', 'background-color'],
  ['--mentor-radius', '30px', 'session-cancel', 'dialog', 'border-top-left-radius', '34px'],
  ['--mentor-control-radius', '3px', 'slots-list', '.btn', 'border-top-left-radius', '3px'],
  ['--mentor-font', 'monospace', 'slots-list', '.time', 'font-family', 'monospace'],
  ['--mentor-min-height', '333px', 'slots-empty', '.base', 'min-height', '333px'],
];

/** The state in which each part of each element is to be seen. */
const parts: Record<'alumni-slots' | 'mentor-calendar', Record<string, string>> = {
  'alumni-slots': {
    'slots-list': 'base zone day date slot chip seats countdown button button-primary',
    'slots-yours': 'link message',
    'all-list': 'search filter mentor found',
    'slots-month': 'month day-selected day-panel',
    'session-details': 'details',
    'past-notes': 'past record session-notes private-note feedback stars',
    'past-recording': 'player',
    'slots-rating': 'rating',
    'session-lost-race': 'note',
    'session-cancel': 'dialog',
    'slots-onward': 'onward',
    'slots-empty': 'empty',
    'slots-error': 'error',
    'slots-loading': 'loading',
  },
  'mentor-calendar': {
    'calendar-month':
      'base month day day-selected mark zone day-panel session chip seats roster link upcoming upcoming-session countdown button button-primary',
    'calendar-asked': 'requests request',
    'behalf-month': 'behalf',
    'calendar-elsewhere': 'clashes busy',
    'after-day': 'attendance session-notes feedback',
    'after-private': 'private-note',
    'after-recordings': 'recordings player',
    'calendar-confirmed': 'note',
    'form-series': 'preview dialog',
    'calendar-first': 'empty',
    'calendar-error': 'error',
    'calendar-loading': 'loading',
  },
};

/** The computed style of the first that the selector finds inside. */
function styleOf(page: Page, where: string, style: string): Promise<string> {
  return page
    .locator(`main > :last-child ${where}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), style);
}

describe('UX 12: the property', () => {
  it.each(properties)('%s takes effect', async (name, value, state, where, style, seen = value) => {
    await visit(state, async (page) => {
      expect(await styleOf(page, where, style)).not.toBe(seen);
      await page.evaluate(([name, value]) => document.documentElement.style.setProperty(name, value), [
        name,
        value,
      ] as const);
      expect(await styleOf(page, where, style)).toBe(seen);
    });
  });

  it('each, and no other, stands in the guide', () => {
    const told = [...guide.matchAll(/^\| `(--mentor-[\w-]+)`/gm)].map((found) => found[1]);
    expect(told).toEqual(properties.map(([name]) => name));
  });
});

describe.each(Object.entries(parts))('UX 12: of <%s> the parts', (tag, states) => {
  it.each(Object.entries(states))('in %s can be styled: %s', async (state, names) => {
    await visit(state, async (page) => {
      for (const name of names.split(' ')) {
        const found = await page.evaluate(
          ([tag, name]) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`${tag}::part(${name}) { scroll-margin-top: 77px }`);
            document.adoptedStyleSheets = [sheet];
            const inside = document.querySelector(tag)?.shadowRoot?.querySelector(`[part~="${name}"]`);
            return inside ? getComputedStyle(inside).scrollMarginTop : 'none';
          },
          [tag, name] as const,
        );
        expect(`${name}: ${found}`).toBe(`${name}: 77px`);
      }
    });
  });

  it('all stand in the guide, and in the source of the element', () => {
    const shown = Object.values(states)
      .flatMap((names) => names.split(' '))
      .sort();
    const source = readFileSync(new URL(`../widget/${tag}/${tag}.ts`, import.meta.url), 'utf8');
    expect([...source.matchAll(/@csspart ([\w-]+)/g)].map((found) => found[1]).sort()).toEqual(shown);
    const section = guide.slice(guide.indexOf(`### \`<${tag}>\``)).split('\n#')[0] ?? '';
    expect([...section.matchAll(/^\| `([\w-]+)`/gm)].map((found) => found[1]).sort()).toEqual(shown);
  });
});

describe('UX 13: a value for each theme', () => {
  it.each([
    ['light', 'rgb(170, 0, 0)'],
    ['dark', 'rgb(255, 170, 170)'],
  ])('by light-dark() in %s', async (theme, expected) => {
    const page = await open('slots-list', { look: { theme } });
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--mentor-accent', 'light-dark(#a00, #faa)'),
    );
    expect(await styleOf(page, '.btn.primary', 'background-color')).toBe(expected);
  });

  it('theme on the element outweighs the page, and brings its own ground', async () => {
    const page = await open('slots-list', { look: { theme: 'light' } });
    const look = () =>
      page.locator('alumni-slots .base').evaluate((base) => {
        const { color, backgroundColor } = getComputedStyle(base);
        return [color, backgroundColor];
      });
    expect(await look()).toEqual(['rgb(27, 31, 30)', 'rgba(0, 0, 0, 0)']);
    await page.locator('alumni-slots').evaluate((element) => element.setAttribute('theme', 'dark'));
    await expect.poll(look).toEqual(['rgb(233, 237, 235)', 'rgb(22, 26, 25)']);
  });
});

it('UX 14: the text is in the font of the page, and no size depends on the root’s', async () => {
  const page = await open('slots-list');
  const look = () =>
    page.locator('alumni-slots').evaluate((element) => {
      const time = element.shadowRoot?.querySelector('.time') as Element;
      return [getComputedStyle(time).fontFamily, getComputedStyle(time).fontSize, element.clientHeight];
    });
  const [, size, height] = await look();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '62.5%';
    document.body.style.fontFamily = 'monospace';
  });
  const after = await look();
  expect(after.slice(0, 2)).toEqual(['monospace', size]);
  await page.evaluate(() => {
    document.body.style.fontFamily = '';
  });
  expect((await look())[2]).toBe(height);
});
