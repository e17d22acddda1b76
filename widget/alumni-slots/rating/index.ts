/** What students say of an alumnus, all together: fetched where enough of them have said something. */
import type { Rating } from '@mentor-slots/contract';
import { css, html, type TemplateResult } from 'lit';
import type { Viewing } from '../../element/viewing.ts';
import { starStyles, stars } from '../../look/stars/stars.ts';
import type { SlotsName } from '../../text/names.ts';

export const styles = [
  starStyles,
  css`
    .rating { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; font-size: 13px; color: var(--_ink-2); border-top: 1px solid var(--_line); margin-top: 10px; padding-top: 10px; }
    .rating .star-row { width: 80px; height: 16px; }
  `,
];

/** A rating where there is one. */
export type ShownRating = { [Field in keyof Rating]: NonNullable<Rating[Field]> };

/** In words and as stars: `4.6 of 5, from 12 students`. */
export function ratingLine(
  { text, viewer }: Viewing<SlotsName>,
  { average, count }: ShownRating,
): TemplateResult {
  const told = average.toLocaleString(viewer.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return html`<p class="rating" part="rating">${stars(average)}<span>${text('rating', { average: told, count })}</span></p>`;
}
