/** "How was it?": five stars and a comment, and what was given. */
import { html, nothing, type TemplateResult } from 'lit';
import { whenLong } from '../../calendar/format.ts';
import { waitingLine } from '../../element/session/waiting-line.ts';
import type { Viewing } from '../../element/viewing.ts';
import { noticeLine } from '../../look/notice.ts';
import { star, stars } from '../../look/stars/stars.ts';
import type { SlotsName } from '../../text/names.ts';
import { type FeedbackForm, whyRefused } from './feedback-form.ts';

const allStars = [1, 2, 3, 4, 5] as const;

export function feedbackView(viewing: Viewing<SlotsName>, form: FeedbackForm): TemplateResult {
  const { text } = viewing;
  form.update();
  const { own, notice } = form;
  const isForm = own && !form.refused && (!own.feedback || form.isChanging);
  const shown = isForm ? fields : given;
  return html`<div class="feedback" part="feedback">
    ${isForm ? nothing : html`<h4>${text('howWasIt')}</h4>`}
    ${own ? shown(viewing, form) : waitingLine(viewing, form.latest, text('feedbackLoading'), 'reread-feedback')}
    ${notice ? noticeLine(notice, text) : nothing}
  </div>`;
}

function fields(viewing: Viewing<SlotsName>, form: FeedbackForm): TemplateResult {
  const { text } = viewing;
  const { shown, isBusy, own } = form;
  const id = `feedback-${form.slot.id}`;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void form.send();
  };
  return html`<form novalidate @submit=${send}>
    <fieldset aria-describedby="${id}-how">
      <legend>${text('howWasIt')}</legend>
      <div class="stars" part="stars">
        ${allStars.map(
          (count) => html`<label class=${count <= (shown.stars ?? 0) ? 'on' : ''}>
            <input
              type="radio" name=${id} value=${count} .checked=${shown.stars === count} data-action="stars-${count}"
              aria-label=${text('starsOf', { count })} @change=${() => form.write({ stars: count })}
            />${star()}
          </label>`,
        )}
        <span class="chosen" aria-hidden="true">${shown.stars ? text('starsOf', { count: shown.stars }) : nothing}</span>
      </div>
    </fieldset>
    <label class="field">
      ${text('commentLabel')}
      <textarea
        rows="3" maxlength="2000" dir="auto" data-action="comment" .value=${shown.comment}
        @input=${(event: InputEvent) => form.write({ comment: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
    </label>
    <p class="muted small" id="${id}-how">${text('feedbackHow')} ${until(viewing, form)}</p>
    <div class="buttons">
      <button type="submit" class="btn primary" part="button button-primary" data-action="send-feedback" aria-disabled=${isBusy ? 'true' : nothing}>${text(isBusy ? 'feedbackSending' : own?.feedback ? 'feedbackSendChange' : 'feedbackSend')}</button>
      ${own?.feedback ? html`<button type="button" class="btn quiet" part="button" data-action="keep-feedback" @click=${() => form.keep()}>${text('feedbackKeepAsIs')}</button>` : nothing}
    </div>
  </form>`;
}

function until({ text, viewer }: Viewing<SlotsName>, { own }: FeedbackForm): string {
  return own ? text('feedbackUntil', { when: whenLong(viewer, own.closesAt) }) : '';
}

/** What was given, and what may still be done about it. */
function given(viewing: Viewing<SlotsName>, form: FeedbackForm): TemplateResult {
  const { text } = viewing;
  const { own, draft } = form;
  const why = whyRefused(viewing, form);
  const feedback = own?.feedback;
  return html`
    ${
      feedback
        ? html`<p class="given">${stars(feedback.stars)} <span>${text('starsOf', { count: feedback.stars })}</span></p>
          ${feedback.comment ? html`<blockquote class="about" dir="auto">${feedback.comment}</blockquote>` : nothing}`
        : nothing
    }
    ${why ? html`<p class="muted">${why}</p>` : nothing}
    ${why && draft?.comment.trim() ? unsent(viewing, draft.comment) : nothing}
    ${feedback ? html`<p class="muted small">${text('feedbackHow')} ${why ? nothing : until(viewing, form)}</p>` : nothing}
    ${
      feedback
        ? html`<div class="buttons">
          ${why ? nothing : html`<button type="button" class="btn small" part="button" data-action="change-feedback" @click=${() => form.change()}>${text('feedbackChange')}</button>`}
          <button type="button" class="btn quiet small" part="button" data-action="withdraw-feedback" @click=${() => form.ask()}>${text('feedbackWithdraw')}</button>
        </div>`
        : nothing
    }
  `;
}

/** What was typed is not lost with the time to send it. */
function unsent({ text }: Viewing<SlotsName>, comment: string): TemplateResult {
  return html`<label class="field">
    ${text('commentLabel')}
    <textarea rows="3" readonly data-action="comment" .value=${comment}></textarea>
    <small class="muted">${text('commentKept')}</small>
  </label>`;
}
