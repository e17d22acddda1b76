import { html, nothing, type TemplateResult } from 'lit';
import { addDays, type Day } from '../../../calendar/dates.ts';
import { dayName } from '../../../calendar/format.ts';
import { noticeLine } from '../../../look/notice.ts';
import type { CalendarContext } from '../../context.ts';
import type { Kit } from '../dialogs.ts';
import type { Copying } from './state.ts';

/** What to copy, where to, and what would be in the way. */
export function copyDialog(
  copying: Copying,
  kit: Kit,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { day, problem } = copying;
  const { text } = context;
  if (!day) return nothing;
  return html`<dialog class="copy" part="dialog" aria-labelledby="copy-title" @close=${() => copying.close()}>
    <h3 id="copy-title">${text('copyTitle')}</h3>
    <fieldset>
      <legend>${text('copyWhat')}</legend>
      ${(['day', 'week'] as const).map((span) => spanChoice(span, copying, context))}
    </fieldset>
    <fieldset>
      <legend>${text(copying.span === 'day' ? 'copyToDays' : 'copyToWeeks')}</legend>
      <ul class="dates">
        ${copying.targets.map((target) => html`<li>${targetChoice(target, copying, context)}</li>`)}
      </ul>
    </fieldset>
    ${another(copying, context)}
    <div role="alert">${problem ? noticeLine(problem, text, kit.clashList(problem.clashes, context)) : nothing}</div>
    <div class="buttons">
      <button type="button" class="btn" part="button" @click=${(event: Event) => dialogOf(event)?.close()}>${text('cancel')}</button>
      <button type="button" class="btn primary" part="button button-primary" aria-disabled=${copying.isBusy ? 'true' : nothing} @click=${() => void copying.submit()}>
        ${submitLabel(copying, context)}
      </button>
    </div>
  </dialog>`;
}

function spanChoice(
  span: 'day' | 'week',
  copying: Copying,
  { text, viewer }: CalendarContext,
): TemplateResult {
  const when = name(copying.from(span), span, viewer.locale);
  const count = copying.sources(span).length;
  return html`<label class="tick">
    <input type="radio" name="span" value=${span} .checked=${copying.span === span} @change=${() => copying.choose(span)} />
    ${text(span === 'day' ? 'copyDay' : 'copyWeek', { when, count })}
  </label>`;
}

function targetChoice(target: Day, copying: Copying, { viewer }: CalendarContext): TemplateResult {
  return html`<label class="tick">
    <input
      type="checkbox"
      .checked=${copying.isChosen(target)}
      @change=${(event: Event) => copying.take(target, (event.target as HTMLInputElement).checked)}
    />
    ${name(target, copying.span, viewer.locale)}
  </label>`;
}

function another(copying: Copying, { text, today }: CalendarContext): TemplateResult {
  const add = (event: Event) => {
    const input = (event.currentTarget as Element).parentElement?.querySelector('input');
    if (!input) return;
    copying.add(input.value);
    input.value = '';
  };
  return html`<div class="another">
    <label class="field">
      ${text(copying.span === 'day' ? 'copyOtherDay' : 'copyOtherWeek')}
      <input type="date" min=${today} autocomplete="off" />
    </label>
    <button type="button" class="btn" part="button" @click=${add}>${text('copyTake')}</button>
  </div>`;
}

function submitLabel(copying: Copying, { text }: CalendarContext): string {
  if (copying.isBusy) return text('copying');
  if (copying.skipClashes) return text('copyRest');
  const count = copying.sources().length * copying.chosen.length;
  return count ? text('copySessions', { count }) : text('copyNow');
}

function name(day: Day, span: 'day' | 'week', locale: string): string {
  const first = dayName(locale, day, 'short');
  return span === 'day' ? first : `${first} – ${dayName(locale, addDays(day, 6), 'short')}`;
}

function dialogOf(event: Event): HTMLDialogElement | null {
  return (event.currentTarget as Element).closest('dialog');
}
