import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Day } from '../../../calendar/dates.ts';
import { dayName, zoneCity } from '../../../calendar/format.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { behalfOf } from '../../context/behalf.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { dateList } from '../date-list.ts';
import { busyAnyway, plannedChip } from '../planned-chip.ts';
import { problemAlert } from '../problem.ts';
import { timeHint } from '../told-time.ts';
import type { QuickAdding, QuickField } from './state.ts';

/** When and for how many, on the days that were chosen in the month. */
export function quickDialog(adding: QuickAdding, viewing: CalendarViewing): TemplateResult | typeof nothing {
  const { days, isBusy, problem, chosen } = adding;
  const { text, viewer } = viewing;
  const [first] = days;
  if (!first) return nothing;
  const title =
    days.length === 1
      ? text('quickTitle', { date: dayName(viewer.locale, first, 'long') })
      : text('quickTitleMany', { count: days.length });
  const submit = (event: Event) => {
    event.preventDefault();
    void adding.submit();
  };
  return dialogFrame(
    { id: 'quick', kind: 'quick', title, behalf: behalfOf(viewing), closed: () => adding.close(), submit },
    html`<p class="muted small">${text('quickZone', { zone: zoneCity(viewer.timeZone) })}</p>
      <div class="fields three">
        ${field(adding, 'startTime', 'time', text('from'))} ${field(adding, 'endTime', 'time', text('to'))}
        ${field(adding, 'seats', 'number', text('seats'))}
        ${timeHint({ ...adding.draft, timeZone: viewer.timeZone }, viewing)}
      </div>
      <div class="preview small">${busyAnyway(adding.plan.dates, viewing)}${days.length > 1 ? nothing : plannedOn(first, adding, viewing)}</div>
      ${days.length > 1 ? chooseDays(adding, viewing) : nothing}
      ${problemAlert(problem, viewing)}`,
    html`<button type="button" class="btn quiet" part="button" @click=${() => adding.more()}>${text('quickMore')}</button>
      <span class="grow"></span>
      <button type="button" class="btn" part="button" @click=${closeDialog}>${text('cancel')}</button>
      <button type="submit" class="btn primary" part="button button-primary" aria-disabled=${isBusy ? 'true' : nothing}>
        ${isBusy ? text('adding') : text('addMany', { count: chosen.length })}
      </button>`,
  );
}

/** `live`: a time that is half typed has no value; setting that again would wipe what is typed. */
function field(adding: QuickAdding, name: QuickField, type: string, label: string): TemplateResult {
  return html`<label class="field">
    ${label}
    <input
      name=${name}
      type=${type}
      .value=${live(adding.draft[name])}
      min=${type === 'number' ? 1 : nothing}
      max=${type === 'number' ? 500 : nothing}
      required
      ?autofocus=${name === 'startTime'}
      autocomplete="off"
      @input=${(event: Event) => adding.set(name, (event.target as HTMLInputElement).value)}
    />
  </label>`;
}

function chooseDays(adding: QuickAdding, viewing: CalendarViewing): TemplateResult {
  const { text, viewer } = viewing;
  return html`<fieldset class="preview">
    <legend>${text('quickDays')}</legend>
    ${dateList(
      adding.days.map(
        (day) => html`<li><label class="tick">
          <input type="checkbox" .checked=${!adding.isOut(day)} @change=${(event: Event) => adding.leaveOut(day, !(event.target as HTMLInputElement).checked)} />
          <span>${dayName(viewer.locale, day, 'short')} ${plannedOn(day, adding, viewing)}</span>
        </label></li>`,
      ),
      viewing,
    )}
  </fieldset>`;
}

/** What is at that time on a day. */
function plannedOn(day: Day, { plan, slots }: QuickAdding, viewing: CalendarViewing) {
  const planned = plan.dates?.find(({ date }) => date === day);
  return planned ? plannedChip(planned, slots, viewing) : nothing;
}
