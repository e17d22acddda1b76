import { html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../../calendar/format.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { dateList } from '../date-list.ts';
import type { SlotRemoval } from './state.ts';

/** In which other sessions those who lose their seat are offered one, and what that comes to; nothing where there are none. */
export function offerChoice(removal: SlotRemoval, viewing: CalendarViewing): TemplateResult | typeof nothing {
  const { text, viewer } = viewing;
  const { offerable } = removal;
  if (!offerable.length) return nothing;
  const { seats, rest } = removal.offers;
  return html`<fieldset aria-describedby="offer-hint">
    <legend>${text('offerLegend')}</legend>
    <p class="hint" id="offer-hint">${text('offerHint')}</p>
    ${dateList(
      offerable.map(
        (slot) => html`<li>
          <label class="tick">
            <input
              type="checkbox"
              name="offer"
              value=${slot.id}
              .checked=${removal.isChosen(slot)}
              @change=${(event: Event) => removal.offer(slot, (event.target as HTMLInputElement).checked)}
            />
            <span>
              ${whenOf(viewer, slot)}
              <span class="hint">${slot.description ? html`<bdi>${slot.description}</bdi> · ` : nothing}${text('freeSeats', { count: slot.seatsLeft })}</span>
            </span>
          </label>
        </li>`,
      ),
      viewing,
      { kind: 'offers' },
    )}
    <div role="status" class="small">
      ${seats.map(({ slot, count }) => html`<p>${text('offerPlan', { count, when: whenOf(viewer, slot) })}</p>`)}
      ${rest && removal.chosen.length ? html`<p class="rest">${text('offerRest', { count: rest })}</p>` : nothing}
    </div>
  </fieldset>`;
}
