import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import { readOpenSlots } from '../../client/open/open-slots.ts';
import { failureNotice, report } from '../../element/failures.ts';
import type { Viewing } from '../../element/viewing.ts';
import { type Notice, noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import { AlumniSelectedEvent } from '../alumni-selected.ts';
import { sessionsOf } from '../rows/session.ts';
import { bookingsOf, lookerOf } from '../shown-sessions.ts';
import { queriesOf } from './queries.ts';

/** So many are shown. */
const most = 3;

/** Where somebody cannot go on. */
export interface DeadEnd {
  /** What tells it from others: the id of its session, or of what else it is. */
  id: string;
  /** The mentor who has nothing for them, if it is one. */
  alumniId: string | null;
  description: string | null;
  /** Not all that this mentor has is shown: what they have free is looked for, too. */
  asksMentor: boolean;
}

/** What was found, and what it has to do with the dead end. */
interface Found {
  title: 'onwardOwn' | 'onwardSame' | 'onwardAny';
  slots: readonly SlotView[];
}

/** Leads on from a session that cannot be had: to what else its mentor has free, else to others with the same, else to whoever is free. */
export class Onward {
  /** The dead end from which it leads on, while it does. */
  from: DeadEnd | null = null;
  #found: Found | null = null;
  /** Nobody has opened what was chosen: who is to be looked for. */
  #looked: SlotView | null = null;
  #problem: Notice | null = null;

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  /** Opens it there, or closes it. */
  toggle(from: DeadEnd): void {
    this.from = this.from?.id === from.id ? null : from;
    this.#found = this.#looked = this.#problem = null;
    this.viewing.changed();
    if (this.from) void this.#look(from);
  }

  close(): void {
    this.from = null;
  }

  /** What comes once it is asked for elsewhere, or no more, is not shown. */
  async #look(from: DeadEnd): Promise<void> {
    const { viewing } = this;
    let found: Found | null = null;
    let problem: Notice | null = null;
    try {
      found = await this.#find(from);
    } catch (error) {
      const failure = report(viewing, error);
      // A service that cannot be asked so knows nobody else.
      if (failure.status === 404) found = { title: 'onwardAny', slots: [] };
      else problem = failureNotice(viewing, failure);
    }
    if (this.from !== from) return;
    this.#found = found;
    this.#problem = problem;
    viewing.changed();
  }

  async #find({ alumniId, description, asksMentor }: DeadEnd): Promise<Found> {
    const { client } = this.viewing;
    if (!client) return { title: 'onwardAny', slots: [] };
    const own = asksMentor && alumniId ? await client.api.slotsOf(alumniId, null) : null;
    const free = this.#bookable(own?.slots ?? []);
    if (free.length) return { title: 'onwardOwn', slots: free };
    for (const q of queriesOf(description)) {
      const { slots } = await readOpenSlots(client.api, q ? { q } : {});
      const others = this.#bookable(slots.filter((slot) => slot.alumniId !== alumniId));
      if (others.length) return { title: q ? 'onwardSame' : 'onwardAny', slots: others };
    }
    return { title: 'onwardAny', slots: [] };
  }

  /** Those that the viewer could book as far as is known here, soonest first. */
  #bookable(slots: readonly SlotView[]): SlotView[] {
    const { viewing } = this;
    const held = bookingsOf(viewing);
    const sessions = sessionsOf(slots, [], lookerOf(viewing), held);
    return sessions
      .filter(
        ({ isFree, slot }) =>
          isFree && !held.some((one) => one.slotId === slot.id && one.status !== 'cancelled'),
      )
      .slice(0, most)
      .map(({ slot }) => slot);
  }

  #choose(slot: SlotView): void {
    const { element, changed } = this.viewing;
    const isOpened = !element.dispatchEvent(new AlumniSelectedEvent(slot.alumniId, slot.id));
    this.#looked = isOpened ? null : slot;
    changed();
  }

  /** What was found, in place. */
  render(): TemplateResult | typeof nothing {
    const { text, viewer } = this.viewing;
    if (!this.from) return nothing;
    return html`<div class="onward" part="onward">
      <div role="status">${this.#renderFound()}</div>
      ${this.#looked ? html`<p class="small" role="alert">${text('onwardLook', { name: this.#looked.alumniName, when: whenOf(viewer, this.#looked) })}</p>` : nothing}
    </div>`;
  }

  #renderFound() {
    const { text, viewer } = this.viewing;
    if (this.#problem) return noticeLine(this.#problem, text);
    if (!this.#found) return html`<p class="small muted">${text('loading')}</p>`;
    const { title, slots } = this.#found;
    if (!slots.length) return html`<p class="small">${text('onwardNone')}</p>`;
    const name = slots[0]?.alumniName ?? '';
    return html`<p class="small">${text(title, { name })}</p>
      <ul>${slots.map(
        (slot) => html`<li><button type="button" class="link" @click=${() => this.#choose(slot)}>
          <span>${whenOf(viewer, slot)}${title === 'onwardOwn' ? nothing : html` · ${text('with', { name: slot.alumniName })}`}</span></button>
          ${slot.description ? html`<p class="about clamp" dir="auto">${slot.description}</p>` : nothing}</li>`,
      )}</ul>`;
  }
}
