import type { Booking } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { dayKey, dayName, dayShort, timeRange } from '../../calendar/format.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';

export interface PastRow {
  isOpen: boolean;
  toggle(): void;
  /** What opens under it. */
  record(): unknown;
}

/** A session that is over: when, with whom, whether the viewer was there, and the way to what is kept of it. */
export function pastRow(
  viewing: Viewing<SlotsName>,
  booking: Booking,
  { isOpen, toggle, record }: PastRow,
): TemplateResult {
  const { text } = viewing;
  const { slot } = booking;
  const when = pastWhen(viewing, booking);
  return html`<li class="slot over" part="slot" data-id=${slot.id} tabindex="-1" aria-label=${when}>
    <div class="what">
      <div class="headline">
        <time class="time" datetime=${slot.startsAt}>${when}</time>
        ${attendance(viewing, booking)}
      </div>
      <p class="about ${isOpen ? '' : 'clamp'}"><b>${text('with', { name: slot.alumniName })}</b>${slot.description ? html` · <bdi>${slot.description}</bdi>` : nothing}</p>
      <button
        type="button" class="link toggle small" data-action="record" aria-expanded=${isOpen}
        aria-label=${text('actionLabel', { action: text('pastRecord'), when })} @click=${toggle}
      >${text('pastRecord')}</button>
      ${isOpen ? record() : nothing}
    </div>
  </li>`;
}

function attendance({ text }: Viewing<SlotsName>, booking: Booking) {
  if (booking.attendance === null) return nothing;
  const [tone, name] =
    booking.attendance === 'absent' ? (['warn', 'markedAbsent'] as const) : (['', 'markedThere'] as const);
  return html`<span class="chip ${tone}" part="chip">${text(name)}</span>`;
}

/** With the year where it is another one than now. */
function pastWhen({ viewer, now }: Viewing<SlotsName>, { slot: { startsAt, endsAt } }: Booking): string {
  const day = dayKey(viewer, startsAt);
  const isThisYear = day.slice(0, 4) === dayKey(viewer, now).slice(0, 4);
  const told = isThisYear ? dayShort(viewer, startsAt) : dayName(viewer.locale, day);
  return `${told}, ${timeRange(viewer, startsAt, endsAt)}`;
}
