import type { BusyTime, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { dayOf } from '../../calendar/dates.ts';
import { whenOf } from '../../calendar/format.ts';
import type { CalendarContext } from '../context/calendar-context.ts';
import { hatch } from './month.ts';
import { busyDuring } from './stretches.ts';

/** So many are spelled out above the month. */
const listed = 5;

/** Those of the sessions, not over, at whose time the alumnus is busy. */
export function clashing(
  times: readonly BusyTime[],
  sessions: readonly SlotView[],
  now: number,
): readonly SlotView[] {
  return sessions.filter((slot) => Date.parse(slot.endsAt) > now && busyDuring(times, slot));
}

/** At a session: that the alumnus is busy then, and by which calendar. */
export function clash(
  times: readonly BusyTime[],
  slot: SlotView,
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const [found] = clashing(times, [slot], context.now);
  return found
    ? html`<span class="busy-then small">${hatch(true)}<span>${words(times, slot, context)}</span></span>`
    : nothing;
}

function words(times: readonly BusyTime[], slot: SlotView, { text, behalf }: CalendarContext): string {
  const name = busyDuring(times, slot)?.labels.join(', ');
  const words = text(behalf ? 'busyElsewhere' : 'busyThen');
  return name ? text('actionLabel', { action: words, when: name }) : words;
}

/** How many booked sessions clash; whoever works on somebody's behalf is not the one who is busy. */
export function clashCount(count: number, { text, behalf }: CalendarContext): string {
  return behalf ? text('busyOver') : text('busyClashes', { count });
}

/** Above the month: the booked sessions at whose time the alumnus is busy by now, each with the way to it. */
export function clashPanel(
  times: readonly BusyTime[],
  coming: readonly SlotView[],
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { text, viewer, now, select } = context;
  const booked = clashing(times, coming, now).filter(({ seatsTaken }) => seatsTaken);
  const rest = booked.length - listed;
  if (!booked.length) return nothing;
  return html`<section class="requests" part="clashes" aria-labelledby="clashes">
    <h3 id="clashes">${clashCount(booked.length, context)}</h3>
    <ul class="roster">
      ${booked.slice(0, listed).map(
        (slot) => html`<li>
          <button type="button" class="link" @click=${() => select(dayOf(slot.startsAt, viewer.timeZone), true)}>${whenOf(viewer, slot)}</button>
          <span class="who"><bdi>${slot.description || text('untitled')}</bdi></span>
          <span class="small">${words(times, slot, context)}</span>
        </li>`,
      )}
    </ul>
    ${rest > 0 ? html`<p class="small">${text('andMore', { count: rest })}</p>` : nothing}
  </section>`;
}
