import type { PlannedDate } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { addDays, type Day } from '../../../calendar/dates.ts';
import { dayName, whenOf } from '../../../calendar/format.ts';
import { explain } from '../../../element/failures.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { behalfOf } from '../../context/behalf.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { dateList } from '../date-list.ts';
import { busyAnyway, plannedChip } from '../planned-chip.ts';
import { problemAlert } from '../problem.ts';
import type { Copying, Span } from './state.ts';

/** What to copy, where to, and what would be in the way. */
export function copyDialog(copying: Copying, viewing: CalendarViewing): TemplateResult | typeof nothing {
  const { day, problem, isBusy } = copying;
  const { text } = viewing;
  if (!day) return nothing;
  return dialogFrame(
    {
      id: 'copy',
      kind: 'copy long',
      title: text('copyTitle'),
      behalf: behalfOf(viewing),
      closed: () => copying.close(),
    },
    html`<fieldset>
        <legend>${text('copyWhat')}</legend>
        ${spanChoice('day', copying, viewing)} ${spanChoice('week', copying, viewing)}
      </fieldset>
      <fieldset>
        <legend>${text(copying.span === 'day' ? 'copyToDays' : 'copyToWeeks')}</legend>
        ${dateList(
          copying.targets.map((target) => html`<li>${targetChoice(target, copying, viewing)}</li>`),
          viewing,
        )}
      </fieldset>
      ${another(copying, viewing)}
      ${preview(copying, viewing)}
      ${problemAlert(problem, viewing)}`,
    html`<button type="button" class="btn" part="button" @click=${closeDialog}>${text('cancel')}</button>
      <button type="button" class="btn primary" part="button button-primary" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void copying.submit()}>
        ${submitLabel(copying, viewing)}
      </button>`,
  );
}

function spanChoice(span: Span, copying: Copying, { text, viewer }: CalendarViewing): TemplateResult {
  const when = name(copying.from(span), span, viewer.locale);
  const count = copying.sources(span).length;
  return html`<label class="tick">
    <input type="radio" name="span" value=${span} .checked=${copying.span === span} @change=${() => copying.choose(span)} />
    ${text(span === 'day' ? 'copyDay' : 'copyWeek', { when, count })}
  </label>`;
}

function targetChoice(target: Day, copying: Copying, { viewer }: CalendarViewing): TemplateResult {
  return html`<label class="tick">
    <input
      type="checkbox"
      .checked=${copying.isChosen(target)}
      @change=${(event: Event) => copying.take(target, (event.target as HTMLInputElement).checked)}
    />
    ${name(target, copying.span, viewer.locale)}
  </label>`;
}

function another(copying: Copying, { text }: CalendarViewing): TemplateResult {
  const add = (event: Event) => {
    const input = (event.currentTarget as Element).parentElement?.querySelector('input');
    if (!input) return;
    if (copying.add(input.value)) input.value = '';
    else input.focus();
  };
  return html`<div class="another">
    <label class="field">
      ${text(copying.span === 'day' ? 'copyOtherDay' : 'copyOtherWeek')}
      <input type="date" min=${copying.today} autocomplete="off" />
    </label>
    <button type="button" class="btn" part="button" @click=${add}>${text('copyTake')}</button>
  </div>`;
}

/** What the service says it comes to: each session, and what is in its way. */
function preview(copying: Copying, viewing: CalendarViewing): TemplateResult {
  const { plan, clashing, slots } = copying;
  const { text, viewer } = viewing;
  const { dates, failure, isAsking } = plan;
  const line = (date: PlannedDate) => {
    const when = whenOf(viewer, date);
    return html`<li>${date.clash ? html`<s>${when}</s>` : when} ${plannedChip(date, slots, viewing)}</li>`;
  };
  return html`<div class="preview small" part="preview" role="group" aria-label=${text('preview')} aria-busy=${isAsking}>
    <p class=${clashing || failure?.status ? 'wrong' : 'muted'} role="status">${planned(copying, viewing)}</p>
    ${busyAnyway(dates, viewing)}
    ${dates ? dateList(dates.map(line), viewing, { name: text('preview') }) : nothing}
  </div>`;
}

/** In words, above the sessions. */
function planned({ plan, clashing }: Copying, viewing: CalendarViewing): string | undefined {
  const { text } = viewing;
  const { dates, failure } = plan;
  if (failure) return failure.status ? explain(viewing, failure) : text('planUnknown');
  if (clashing) return text('copyLeftOut', { count: clashing });
  return dates ? text('preview') : undefined;
}

function submitLabel(copying: Copying, { text }: CalendarViewing): string {
  if (copying.isBusy) return text('copying');
  if (copying.skipClashes) return text('copyRest');
  const { count } = copying;
  return count ? text('copySessions', { count }) : text('copyNow');
}

function name(day: Day, span: Span, locale: string): string {
  const first = dayName(locale, day, 'short');
  return span === 'day' ? first : `${first} – ${dayName(locale, addDays(day, 6), 'short')}`;
}
