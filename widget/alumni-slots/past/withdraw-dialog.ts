import { html, nothing, type TemplateResult } from 'lit';
import type { Viewing } from '../../element/viewing.ts';
import { closeDialog, dialogFrame } from '../../look/dialog/dialog.ts';
import { noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { FeedbackForm } from './feedback-form.ts';

/** Asks before feedback is taken back. */
export function withdrawDialog(
  form: FeedbackForm,
  { text }: Viewing<SlotsName>,
): TemplateResult | typeof nothing {
  if (!form.isAsking) return nothing;
  const { slot, problem, isBusy } = form;
  return dialogFrame(
    {
      id: 'withdraw',
      title: text('withdrawTitle', { name: slot.alumniName }),
      describedBy: 'withdraw-body',
      closed: () => form.close(),
    },
    html`<p id="withdraw-body" class="muted">${text('withdrawBody')}</p>
      <div role="alert">${problem ? noticeLine(problem, text) : nothing}</div>`,
    html`<button type="button" class="btn" part="button" autofocus @click=${closeDialog}>${text('withdrawKeep')}</button>
      <button type="button" class="btn danger" part="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void form.withdraw()}>${text(isBusy ? 'feedbackWithdrawing' : 'feedbackWithdraw')}</button>`,
  );
}
