import type { SessionFeedback } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { stars } from '../../../look/stars/stars.ts';
import type { AfterContext } from './after-context.ts';

/** What students said, without names; below three nothing, and why. */
export function feedbackPart(
  slotId: string,
  { count, average, comments }: SessionFeedback,
  { text, viewer }: AfterContext,
): TemplateResult {
  return html`<div role="group" class="feedback" part="feedback" aria-labelledby="feedback-${slotId}">
    <h5 id="feedback-${slotId}">${text('feedback')}</h5>
    ${
      count === null || average === null
        ? html`<p class="small muted">${text('feedbackFew')}</p>`
        : html`<p class="figures">${stars(average)}<span>${text('feedbackFigures', { count, average: average.toLocaleString(viewer.locale, { minimumFractionDigits: 1 }) })}</span></p>`
    }
    ${
      comments.length
        ? html`<ul class="comments">${repeat(
            comments,
            ({ id }) => id,
            ({ comment }) => html`<li class="wish"><bdi>${comment}</bdi></li>`,
          )}</ul>`
        : nothing
    }
  </div>`;
}
