import { css } from 'lit';

/**
 * The design tokens. Every `--mentor-*` property may be set by the host on the element or on any ancestor; the private
 * `--_*` ones are what the styles use. Light and dark come from `color-scheme`, which `theme="auto"` inherits: the
 * element stands on the page's ground, so a page that is always light stays legible on a dark system. An explicit theme
 * may differ from the page's and brings its own ground.
 *
 * Public: --mentor-accent, --mentor-accent-ink (text on it), --mentor-accent-soft (its tint), --mentor-ink,
 * --mentor-ink-soft, --mentor-surface, --mentor-surface-soft, --mentor-line, --mentor-control-line, --mentor-warn,
 * --mentor-warn-soft, --mentor-bad, --mentor-bad-soft, --mentor-radius, --mentor-control-radius, --mentor-font,
 * --mentor-min-height.
 */
export const tokens = css`
  :host {
    --_accent: var(--mentor-accent, light-dark(#2f5d50, #8fc7b5));
    --_accent-ink: var(--mentor-accent-ink, light-dark(#fff, #0d1a16));
    --_accent-soft: var(--mentor-accent-soft, color-mix(in oklab, oklch(from var(--_accent) l calc(2.4 * c) h) 10%, var(--_surface)));
    --_ink: var(--mentor-ink, light-dark(#1b1f1e, #e9edeb));
    --_ink-2: var(--mentor-ink-soft, light-dark(#59625f, #a3ada9));
    --_surface: var(--mentor-surface, light-dark(#fff, #161a19));
    --_surface-2: var(--mentor-surface-soft, light-dark(#f4f6f4, #1d2221));
    --_line: var(--mentor-line, light-dark(#e0e4e1, #2e3533));
    --_line-2: var(--mentor-control-line, light-dark(#84908b, #6d7874));
    --_warn: var(--mentor-warn, light-dark(#7d5100, #e9bd6a));
    --_warn-soft: var(--mentor-warn-soft, light-dark(#fbf1dc, #332a17));
    --_bad: var(--mentor-bad, light-dark(#a3332b, #f0a29b));
    --_bad-soft: var(--mentor-bad-soft, light-dark(#fbe9e7, #3a201d));
    --_r: var(--mentor-radius, 12px);
    --_r-s: var(--mentor-control-radius, 8px);
    display: block;
    white-space: normal;
  }
  /* What stands on the host element a page can take away; here, inside, nothing but the font and the direction comes in. */
  :host > * {
    all: initial;
    display: block;
    position: relative;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    color: var(--_ink);
    font-family: var(--mentor-font, inherit);
    font-size: 15px;
    line-height: 1.45;
    text-align: start;
    container-type: inline-size;
  }
  /* Held while the sessions are on their way and after, so that what stands below does not jump. */
  :host(alumni-slots) .base {
    min-height: var(--mentor-min-height, 200px);
  }
  :host(mentor-calendar) .base {
    min-height: var(--mentor-min-height, 650px);
  }
  :host([compact]) > * {
    container-type: normal;
    font-size: 13.5px;
  }
  :host([compact]) .base {
    min-height: var(--mentor-min-height, 20px);
  }
  :host([theme='light']) > * {
    color-scheme: light;
  }
  :host([theme='dark']) > * {
    color-scheme: dark;
  }
  :host(:is([theme='light'], [theme='dark'])) > * {
    background: var(--_surface);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
`;
