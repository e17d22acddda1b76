import type { BusyProblem } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ago } from '../../../calendar/format.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { icons } from '../../../look/icons.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { problemAlert } from '../problem.ts';
import { type Elsewhere, most, type Row } from './state.ts';

/** The addresses of calendars that are kept elsewhere, and how reading each went. */
export function elsewhereDialog(
  elsewhere: Elsewhere,
  viewing: CalendarViewing,
): TemplateResult | typeof nothing {
  const { isOpen, rows, problem, isBusy, isSaved } = elsewhere;
  const { text } = viewing;
  if (!isOpen) return nothing;
  const number = (at: number) => (at + 1).toLocaleString(viewing.viewer.locale);
  const submit = (event: Event) => {
    event.preventDefault();
    elsewhere.save();
  };
  return dialogFrame(
    {
      id: 'elsewhere',
      kind: 'calendars-elsewhere long',
      title: text('elsewhere'),
      focusTitle: true,
      closed: () => elsewhere.close(),
      submit,
    },
    html`<p class="muted">${text('elsewhereWhat')}</p>
      <p class="small muted">${text('elsewhereFind')}</p>
      <div aria-busy=${isBusy}>
        ${rows?.map((row, at) => calendar(row, at, number(at), elsewhere, viewing))}
        ${rows && rows.length < most ? html`<button type="button" class="btn quiet small" part="button" data-action="add-calendar" @click=${() => elsewhere.add()}>${icons.add}${text('elsewhereAdd')}</button>` : nothing}
      </div>`,
    html`<div class="told">
        <p class="small saved" role="status">${isSaved ? text('elsewhereSaved') : nothing}</p>
        ${problemAlert(problem, viewing)}
      </div>
      <button type="button" class="btn" part="button" @click=${closeDialog}>${text('close')}</button>
      ${
        rows
          ? html`<button class="btn primary" part="button button-primary" aria-disabled=${isBusy ? 'true' : nothing}>${text(isBusy ? 'saving' : 'save')}</button>`
          : isBusy
            ? nothing
            : html`<button type="button" class="btn" part="button" @click=${() => elsewhere.read()}>${text('retry')}</button>`
      }`,
  );
}

function calendar(
  row: Row,
  at: number,
  number: string,
  elsewhere: Elsewhere,
  viewing: CalendarViewing,
): TemplateResult {
  const { text } = viewing;
  const isWrong = elsewhere.wrong.has(at);
  const told = reading(row, elsewhere, viewing);
  const hasProblem = elsewhere.readingOf(row)?.problemCode;
  const type = (field: keyof Row) => (event: Event) =>
    elsewhere.set(at, { [field]: (event.target as HTMLInputElement).value });
  return html`<fieldset>
    <legend>${text('elsewhereOne', { number })}</legend>
    <div class="calendar">
      <label class="field">${text('address')}
        <input name="url-${at}" type="url" dir="ltr" placeholder="https://" maxlength="2000" autocomplete="off" spellcheck="false"
          .value=${live(row.url)} aria-invalid=${isWrong ? 'true' : nothing} aria-describedby="reading-${at}" @input=${type('url')} /></label>
      <label class="field">${text('elsewhereName')}
        <input name="label-${at}" dir="auto" maxlength="60" autocomplete="off" .value=${live(row.label)} @input=${type('label')} /></label>
      <button type="button" class="icon" aria-label=${text('elsewhereRemove', { number })} @click=${() => elsewhere.remove(at)}>${icons.close}</button>
    </div>
    <p class=${hasProblem ? 'wrong' : 'hint'} id="reading-${at}" role="status">${told}</p>
  </fieldset>`;
}

/** How reading a calendar went, in words. */
function reading(row: Row, elsewhere: Elsewhere, { text, viewer, now }: CalendarViewing): string | undefined {
  const calendar = elsewhere.readingOf(row);
  if (!calendar) return undefined;
  const { checkedAt, readAt, problemCode } = calendar;
  const since = (at: string) => ({ ago: ago(viewer, now - Date.parse(at)) });
  if (elsewhere.isAwaited(calendar)) return text('elsewhereReading');
  if (!checkedAt) return text('notRead');
  if (!problemCode) return text('lastRead', since(checkedAt));
  return [text(`busy_${toldAs(problemCode)}`), readAt && text('elsewhereOld', since(readAt))]
    .filter(Boolean)
    .join(' ');
}

type Told = Exclude<BusyProblem, 'unknown_host' | 'too_slow' | 'refused' | 'too_many_events'>;

/** Problems about which one can do the same are told as one. */
const alike: Partial<Record<BusyProblem, Told>> = {
  unknown_host: 'unreachable',
  too_slow: 'unreachable',
  refused: 'server_error',
  too_many_events: 'too_large',
};

function toldAs(problem: BusyProblem): Told {
  return alike[problem] ?? (problem as Told);
}
