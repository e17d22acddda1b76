import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dayName } from '../../calendar/format.ts';
import { icons } from '../../look/icons.ts';
import { noticeLine } from '../../look/notice.ts';
import type { CalendarContext } from '../context/calendar-context.ts';
import { daySession } from './day-session.ts';

/** From so many sessions on, each takes less room. */
const many = 7;

/** "Your availability": the sessions of the chosen day and the way to add one. */
export function dayPanel(context: CalendarContext): TemplateResult {
  const { text, viewer, selected, notice, actions, behalf } = context;
  const sessions = context.days.get(selected) ?? [];
  const date = dayName(viewer.locale, selected, 'long');
  const isElsewhere = notice?.place === 'day' && !sessions.some((slot) => slot.id === notice.slotId);
  return html`<section part="day-panel" aria-labelledby="availability" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && context.moveTo(selected, true)}>
    <div class="row">
      <div class="grow">
        <h4 id="availability" tabindex="-1">${behalf ? html`<bdi>${behalf.name}</bdi>` : text('availability')}</h4>
        <p class="small muted">${date}</p>
      </div>
      ${sessions.some(({ status }) => status !== 'cancelled') ? copyButton(date, context) : nothing}
      <button type="button" class="btn primary" part="button button-primary" data-action="add" aria-label=${text('addLabel', { date })} @click=${() => actions.add(selected)}>
        ${icons.add}${text('add')}
      </button>
    </div>
    ${isElsewhere ? noticeLine(notice, text) : nothing}
    ${
      sessions.length
        ? html`<ul class="sessions ${sessions.length < many ? '' : 'many'}">
            ${repeat(
              sessions,
              (slot) => slot.id,
              (slot) => daySession(slot, context, sessions.length >= many),
            )}
          </ul>`
        : emptyDay(context)
    }
    ${context.busy?.day(context)}
  </section>`;
}

function copyButton(date: string, { text, selected, actions }: CalendarContext): TemplateResult {
  return html`<button type="button" class="btn quiet" part="button" data-action="copy" aria-label=${text('copyLabel', { date })} @click=${() => actions.copy(selected)}>
    ${text('copy')}
  </button>`;
}

function emptyDay({ text, selected, today, days }: CalendarContext): TemplateResult {
  if (!days.size) {
    return html`<div class="nothing" part="empty"><p class="lead">${text('firstTitle')}</p><p>${text('firstHint')}</p></div>`;
  }
  const hint = selected < today ? nothing : text('noneThatDayHint');
  return html`<p class="nothing" part="empty">${text('noneThatDay')} ${hint}</p>`;
}
