import { html, nothing, type TemplateResult } from 'lit';
import { dayName, timeRange, whenOf, zoneCity } from '../calendar/format.ts';
import type { CalendarContext } from './calendar-context.ts';
import type { SlotEditing } from './slot-editing.ts';
import { wallInstant } from './wall-instant.ts';

/** How many days are spelled out; those with something in the way always are. */
const shown = 8;

/** What the form's words amount to: the days, what is in the way, and the time where the viewer is. */
export function seriesPreview(
  { draft, days }: SlotEditing,
  { text, viewer }: CalendarContext,
): TemplateResult | typeof nothing {
  if (!draft?.date || !draft.startTime || !draft.endTime) return nothing;
  const startsAt = wallInstant(draft.date, draft.startTime, draft.timeZone);
  const endDay = draft.endTime === '00:00' ? 86_400_000 : 0;
  const endsAt = wallInstant(draft.date, draft.endTime, draft.timeZone) + endDay;
  if (Number.isNaN(startsAt) || endsAt <= startsAt) return nothing;
  const listed = days.filter(({ clash }, index) => index < shown || clash !== null);
  const isElsewhere = draft.timeZone !== viewer.timeZone;
  const showsDays = draft.every || listed.some(({ clash }) => clash !== null);
  if (!showsDays && !isElsewhere) return nothing;
  const there = { ...viewer, timeZone: draft.timeZone };
  const begins = new Date(startsAt).toISOString();
  const rest = days.length - listed.length;
  return html`<div class="preview small muted" part="preview">
    <ul>
      ${(showsDays ? listed : []).map(({ day, clash }) => {
        const name = dayName(viewer.locale, day, 'short');
        return clash === null
          ? html`<li>${name}</li>`
          : html`<li><s>${name}</s> <span class="chip bad">${text('clashesWith', { title: clash || text('untitled') })}</span></li>`;
      })}
      ${rest > 0 ? html`<li>${text('andMore', { count: rest })}</li>` : nothing}
    </ul>
    ${draft.every ? html`<p>${text('each', { time: timeRange(there, startsAt, endsAt), zone: zoneCity(draft.timeZone) })}</p>` : nothing}
    ${isElsewhere ? html`<p>${text('forYou', { when: whenOf(viewer, { startsAt: begins, endsAt: new Date(endsAt).toISOString() }) })}</p>` : nothing}
  </div>`;
}
