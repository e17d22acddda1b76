import { html, nothing, type TemplateResult } from 'lit';
import { dayName, zoneCity } from '../../../calendar/format.ts';
import { noticeLine } from '../../../look/notice.ts';
import type { CalendarContext } from '../../context.ts';
import type { Kit } from '../dialogs.ts';
import type { QuickAdding, QuickDraft } from './state.ts';

/** When and for how many, on the days that were chosen in the month. */
export function quickDialog(
  adding: QuickAdding,
  kit: Kit,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { days, isBusy, problem, chosen } = adding;
  const { text, viewer } = context;
  const [first] = days;
  if (!first) return nothing;
  const title =
    days.length === 1
      ? text('quickTitle', { date: dayName(viewer.locale, first, 'long') })
      : text('quickTitleMany', { count: days.length });
  return html`<dialog class="quick" part="dialog" aria-labelledby="quick-title" @close=${() => adding.close()}>
    <form novalidate @submit=${(event: Event) => submit(event, adding)}>
      <h3 id="quick-title">${title}</h3>
      <p class="muted small">${text('quickZone', { zone: zoneCity(viewer.timeZone) })}</p>
      <div class="fields three">
        ${field(adding, 'startTime', 'time', text('from'))} ${field(adding, 'endTime', 'time', text('to'))}
        ${field(adding, 'seats', 'number', text('seats'))}
      </div>
      ${days.length > 1 ? chooseDays(adding, context) : nothing}
      <div role="alert">${problem ? noticeLine(problem, text, kit.clashList(problem.clashes, context)) : nothing}</div>
      <div class="buttons">
        <button type="button" class="btn quiet" part="button" @click=${() => adding.more()}>${text('quickMore')}</button>
        <span class="grow"></span>
        <button type="button" class="btn" part="button" @click=${close}>${text('cancel')}</button>
        <button type="submit" class="btn primary" part="button button-primary" aria-disabled=${isBusy ? 'true' : nothing}>
          ${isBusy ? text('adding') : text('addMany', { count: chosen.length })}
        </button>
      </div>
    </form>
  </dialog>`;
}

/** The value stands in the attribute: a time that is half typed has none, and must not be wiped. */
function field(adding: QuickAdding, name: keyof QuickDraft, type: string, label: string): TemplateResult {
  return html`<label class="field">
    ${label}
    <input
      name=${name}
      type=${type}
      value=${adding.draft[name]}
      min=${type === 'number' ? 1 : nothing}
      max=${type === 'number' ? 500 : nothing}
      required
      ?autofocus=${name === 'startTime'}
      autocomplete="off"
      @input=${(event: Event) => adding.set(name, (event.target as HTMLInputElement).value)}
    />
  </label>`;
}

function chooseDays(adding: QuickAdding, { text, viewer }: CalendarContext): TemplateResult {
  return html`<fieldset>
    <legend>${text('quickDays')}</legend>
    <ul class="dates">
      ${adding.days.map(
        (day) => html`<li><label class="tick">
          <input type="checkbox" .checked=${!adding.isOut(day)} @change=${(event: Event) => adding.leaveOut(day, !(event.target as HTMLInputElement).checked)} />
          ${dayName(viewer.locale, day, 'short')}
        </label></li>`,
      )}
    </ul>
  </fieldset>`;
}

function close(event: Event): void {
  (event.currentTarget as Element).closest('dialog')?.close();
}

async function submit(event: Event, adding: QuickAdding): Promise<void> {
  event.preventDefault();
  await adding.submit();
}
