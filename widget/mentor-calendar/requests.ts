import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { whenOf } from '../calendar/format.ts';
import { noticeLine } from '../look/notice.ts';
import type { CalendarContext } from './context/calendar-context.ts';
import type { SeatRequest } from './context/open-requests.ts';
import { studentName } from './context/student-name.ts';
import { settling } from './day/settling.ts';

/** So many are listed without being asked for. */
const listed = 3;

/** Who waits for the mentor's answer, above everything: with whom, when and about what, and both answers. */
export function requestPanel(
  open: readonly SeatRequest[],
  context: CalendarContext,
): TemplateResult | typeof nothing {
  const { text, notice } = context;
  const said = notice?.place === 'requests' ? notice : null;
  if (!open.length && !said) return nothing;
  const more = open.slice(listed);
  return html`<section class="requests ${open.length ? '' : 'none'}" part="requests" aria-labelledby="requests">
    <h3 id="requests" tabindex="-1">${open.length ? text('requests', { count: open.length }) : text('requestsNone')}</h3>
    ${said ? noticeLine(said, text) : nothing}
    ${list(open.slice(0, listed), context)}
    ${
      more.length
        ? html`<details>
            <summary class="small">${text('moreRequests', { count: more.length })}</summary>
            ${list(more, context)}
          </details>`
        : nothing
    }
  </section>`;
}

function list(some: readonly SeatRequest[], context: CalendarContext): TemplateResult | typeof nothing {
  if (!some.length) return nothing;
  return html`<ul class="roster">
    ${repeat(
      some,
      ({ entry }) => entry.id,
      (request) => line(request, context),
    )}
  </ul>`;
}

function line({ slot, entry }: SeatRequest, context: CalendarContext): TemplateResult {
  const { text, viewer } = context;
  return html`<li part="request" data-id=${entry.id} tabindex="-1">
    <div class="who">
      <p><bdi>${studentName(entry)}</bdi> <span class="muted">${text('asksForSeat')}</span></p>
      <p class="small">
        <time datetime=${slot.startsAt}>${whenOf(viewer, slot)}</time> · <span>${slot.description || text('untitled')}</span>
      </p>
    </div>
    ${settling(slot, entry, context, 'requests')}
    ${entry.note ? html`<p class="wish"><bdi>${entry.note}</bdi></p>` : nothing}
  </li>`;
}
