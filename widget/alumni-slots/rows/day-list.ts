import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dayLong, dayShort, whenOf } from '../../calendar/format.ts';
import { dayParts } from './day-parts.ts';
import { daysOf } from './days.ts';
import { noneFreeText } from './nearest-free.ts';
import { slotRow } from './row.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';
import { heldUntil } from './times.ts';

/** Sessions under the day on which the viewer's clock shows them. */
export function dayList(context: RowContext): TemplateResult {
  return html`${repeat(
    daysOf(context.sessions, context.viewer),
    ([key]) => key,
    ([key, day]) => dayGroup(key, day, context),
  )}`;
}

/** So many sessions are seen at once; a free one among them needs no pointing out. */
const seenAtOnce = 3;

/** Above the sessions: what is held for the viewer, where it is not among the first of a list. */
export function heldBar(context: RowContext, isMonth: boolean): unknown {
  const { sessions, viewer, goTo } = context;
  const shown = isMonth ? sessions : sessions.slice(seenAtOnce);
  return shown
    .filter(({ standing }) => standing === 'offered')
    .map(
      (one) => html`<p class="note warn" part="note"><span>
        <button type="button" class="link" @click=${() => goTo(one.slot.id)}>${whenOf(viewer, one.slot)}</button>
        ${heldUntil(one, context)}
      </span></p>`,
    );
}

/** Where the first sessions are taken, the way to a free one; where all are, that one will be seen at once. */
export function nextFree({
  sessions,
  mine,
  text,
  viewer,
  goTo,
}: RowContext): TemplateResult | typeof nothing {
  const open = sessions.filter((one) => one.isFree || one.standing === 'full');
  const at = open.findIndex((one) => one.isFree);
  const next = open[at]?.slot;
  if (mine || !open.length || (next && at < seenAtOnce)) return nothing;
  // What is free at a time that the viewer has given away is neither taken nor theirs to take.
  if (!next && sessions.some((one) => one.clash && one.hasFreeSeat)) return nothing;
  if (!next) return html`<span class="muted" part="empty">${text(noneFreeText(open))}</span>`;
  const when = whenOf(viewer, next);
  return html`<button type="button" class="link" @click=${() => goTo(next.id)}>${text('nextFree', { when })}</button>`;
}

function dayGroup(key: string, day: readonly Session[], context: RowContext) {
  const at = day[0]?.slot.startsAt;
  if (!at) return nothing;
  const { viewer } = context;
  const { day: number, rest } = dayParts(viewer, at);
  return html`
    <section class="group" part="day">
      <h3 class="date" part="date" tabindex="-1" aria-label=${dayLong(viewer, at)}>
        <time datetime=${key}>
          <span class="wide"><b>${number}</b> ${rest}</span>
          <span class="narrow">${dayShort(viewer, at)}</span>
        </time>
      </h3>
      <ul>
        ${slotRows(day, context)}
      </ul>
    </section>
  `;
}

/** Sessions that are drawn once each and move with what they show. */
export function slotRows(sessions: readonly Session[], context: RowContext): unknown {
  return repeat(
    sessions,
    (session) => session.slot.id,
    (session) => slotRow(session, context),
  );
}
