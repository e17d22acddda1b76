import type { SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dayOf } from '../calendar/dates.ts';
import { countdown, dayShort, timeOf, whenOf } from '../calendar/format.ts';
import type { FocusKeeper } from '../element/focus-keeper.ts';
import type { CalendarContext } from './context/calendar-context.ts';
import { isOpen } from './context/open-requests.ts';
import { kindOf } from './context/session-kind.ts';
import { studentName } from './context/student-name.ts';

/** How many the list shows at first, and how many more each time that more are asked for. */
const shownFirst = 6;
const shownMore = 20;

/** Sessions that run or come, soonest first. */
export function comingSessions(slots: readonly SlotView[], now: number): readonly SlotView[] {
  return slots.filter((slot) => {
    const kind = kindOf(slot, now);
    return kind === 'coming' || kind === 'running';
  });
}

/** "Upcoming sessions": what comes next, who comes, and how long it is until then. Those with students, if there are any. */
export class Upcoming {
  /** Those too in which nobody is. */
  #all = false;
  #shown = shownFirst;

  constructor(
    private readonly changed: () => void,
    private readonly focus: FocusKeeper,
  ) {}

  render(coming: readonly SlotView[], context: CalendarContext): TemplateResult {
    const { text } = context;
    const booked = coming.filter(({ seatsTaken }) => seatsTaken);
    const isMixed = booked.length > 0 && booked.length < coming.length;
    const listed = isMixed && !this.#all ? booked : coming;
    const rest = listed.length - this.#shown;
    return html`<section part="upcoming" aria-labelledby="upcoming">
    <div class="headline">
      <h4 id="upcoming" class="grow">${text('upcoming')}</h4>
      ${isMixed ? html`<span role="group" aria-labelledby="upcoming">${this.#choice(false, context)}${this.#choice(true, context)}</span>` : nothing}
    </div>
    ${
      listed.length
        ? html`<ul>
            ${repeat(
              listed.slice(0, this.#shown),
              (slot) => slot.id,
              (slot) => line(slot, context),
            )}
          </ul>`
        : html`<p class="nothing">${text('upcomingNone')} ${text('upcomingNoneHint')}</p>`
    }
    ${rest > 0 ? html`<button type="button" class="btn quiet small" part="button" @click=${() => this.#showMore()}>${text('showMore', { count: rest })}</button>` : nothing}
    ${context.after?.toComplete(context)}
  </section>`;
  }

  #choice(all: boolean, { text }: CalendarContext): TemplateResult {
    return html`<button type="button" class="btn quiet small" part="button" aria-pressed=${all === this.#all} @click=${() => this.#choose(all)}>
      ${text(all ? 'allSessions' : 'withStudents')}
    </button>`;
  }

  #choose(all: boolean): void {
    this.#all = all;
    this.#shown = shownFirst;
    this.changed();
  }

  /** The focus goes on to the first of them. */
  #showMore(): void {
    this.focus.moveTo(`.up:nth-child(${this.#shown + 1}) button`);
    this.#shown += shownMore;
    this.changed();
  }
}

function line(slot: SlotView, context: CalendarContext): TemplateResult {
  const { text, viewer, now, select } = context;
  const start = Date.parse(slot.startsAt);
  const title = slot.description || text('untitled');
  const day = dayOf(slot.startsAt, viewer.timeZone);
  const waiting = context.waiting?.count([slot], context);
  return html`<li class="up" part="upcoming-session">
    <button type="button" class="what" aria-label=${`${title}, ${whenOf(viewer, slot)}`} @click=${() => select(day)}>
      <b><bdi>${title}</bdi></b>
    </button>
    <span class="count ${start - now > 86_400_000 ? 'muted' : ''}" part="countdown">${start > now ? countdown(viewer, now, start) : text('now')}</span>
    <span class="small muted"><time datetime=${slot.startsAt}>${dayShort(viewer, slot.startsAt)}, ${timeOf(viewer, slot.startsAt)}</time> · ${who(slot, context)}${waiting ? html` · ${waiting}` : nothing}</span>
    ${context.busy?.clash(slot, context)}
  </li>`;
}

/** Who has a seat, and who asks for one: by name where it is one person. */
function who(slot: SlotView, context: CalendarContext) {
  const { text, now } = context;
  const { bookings = [], seatsTaken } = slot;
  const asking = bookings.filter((entry) => isOpen(slot, entry, now));
  const [first, ...others] = bookings.filter((entry) => holdsSeat(entry.status));
  if (first && !others.length) {
    return html`<bdi>${studentName(first)}</bdi>${asking.length ? html` <span class="chip warn">${text('asksForSeat')}</span>` : nothing}${first.status === 'offered' ? html` ${context.waiting?.heldUntil(first, context)}` : nothing}`;
  }
  if (!seatsTaken) return text('nobodyYet');
  const seated = seatsTaken - asking.length;
  return html`${seated ? text('students', { count: seated }) : nothing}
    ${asking.length ? html`<span class="chip warn">${text('toConfirm', { count: asking.length })}</span>` : nothing}`;
}
