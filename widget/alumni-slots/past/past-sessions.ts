import type { Booking } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bySoonest } from '../../calendar/dates.ts';
import type { Loaded } from '../../client/loaded.ts';
import { sessionNews } from '../../client/session/session-news.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import { failureBlank } from '../../element/failures.ts';
import type { Viewing } from '../../element/viewing.ts';
import { blank } from '../../look/blank.ts';
import type { SlotsName } from '../../text/names.ts';
import { allBookings } from './past-bookings.ts';
import { pastRow } from './past-row.ts';
import { SessionRecord } from './session-record.ts';

/** So many are shown at first, and so many more each time. */
const step = 10;

/** The student's sessions that are over, newest first, and what is kept of each. */
export class PastSessions {
  /** The session whose record is open. */
  openId: string | null = null;
  /** What was said last, for a status line. */
  said = '';
  #shown = step;
  /** By slot; with what was typed there, whether they are open or not. */
  readonly #records = new Map<string, SessionRecord>();
  /** Under way, its details open. */
  #running: Booking | null = null;
  /** By slot: those that have ended since, while they were open. */
  readonly #ended = new Map<string, Booking>();
  #userId: string | null;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly moveFocus: (selector: string) => void,
  ) {
    this.#userId = viewing.client?.userId ?? null;
  }

  /**
   * Before each drawing. `running`: the viewer's booking of a session under way whose details are open. One that ends so stays open,
   * among the past ones: somebody may be writing there.
   */
  update(running: Booking | null): void {
    const before = this.#running;
    this.#running = running;
    const hasEnded = before && Date.parse(before.slot.endsAt) <= this.viewing.now;
    if (!hasEnded || running?.slotId === before.slotId) return;
    this.#ended.set(before.slotId, before);
    this.openId = before.slotId;
    // How it was can be said from now on.
    void this.#recordOf(before).read();
  }

  /** Another mentor's sessions are shown. */
  clear(): void {
    this.#ended.clear();
    this.#running = null;
  }

  /** `running`: as in `update`. */
  watch(client: SlotClient, isOpen: boolean, running: Booking | null): (() => void)[] {
    const listed = isOpen ? this.#sessions : [...this.#ended.values()];
    const open = listed.find(({ slotId }) => slotId === this.openId);
    const records = [open, running].flatMap((booking) => (booking ? this.#recordOf(booking) : []));
    const stops = records.map((one) => client.use(sessionNews).watch(one));
    return isOpen ? [...stops, client.use(allBookings).watch()] : stops;
  }

  /** What one person read and typed is not the next one's. */
  forgetOthers(): void {
    const userId = this.viewing.client?.userId;
    if (!userId || userId === this.#userId) return;
    if (this.#userId) {
      this.#records.clear();
      this.clear();
      this.openId = null;
      this.said = '';
      this.#shown = step;
    }
    this.#userId = userId;
  }

  get #loaded(): Loaded<readonly Booking[]> {
    return this.viewing.client?.use(allBookings).get() ?? { state: 'loading' };
  }

  /** Those that took place with the viewer in them. */
  get #sessions(): readonly Booking[] {
    const loaded = this.#loaded;
    const { now } = this.viewing;
    const known = loaded.state === 'ready' ? loaded.value : [];
    const ended = [...this.#ended.values()].filter(({ id }) => known.every((one) => one.id !== id));
    return [...known, ...ended]
      .filter(({ status, slot }) => status === 'confirmed' && Date.parse(slot.endsAt) <= now)
      .sort((one, other) => bySoonest(other.slot, one.slot));
  }

  render(): TemplateResult {
    const { viewing } = this;
    const { text } = viewing;
    const loaded = this.#loaded;
    const ended = this.renderEnded();
    if (ended && loaded.state !== 'ready') return ended;
    if (loaded.state === 'loading') return html`<p class="muted small">${text('loading')}</p>`;
    if (loaded.state === 'failed') return failureBlank(viewing, loaded.failure);
    const all = this.#sessions;
    if (!all.length) return blank('empty', text('pastNone'), text('pastNoneHint'));
    return html`${this.#renderRows(all.slice(0, this.#shown))}
      ${all.length > this.#shown ? html`<button type="button" class="btn" part="button" data-action="past-more" @click=${() => this.#showMore(all)}>${text('pastMore')}</button>` : nothing}`;
  }

  /** Those alone that have ended while they were open. */
  renderEnded(): TemplateResult | undefined {
    return this.#ended.size ? this.#renderRows([...this.#ended.values()]) : undefined;
  }

  #renderRows(some: readonly Booking[]): TemplateResult {
    return html`<ul>
      ${repeat(
        some,
        ({ id }) => id,
        (booking) => this.#renderRow(booking),
      )}
    </ul>`;
  }

  #renderRow(booking: Booking) {
    const isOpen = this.openId === booking.slotId;
    return pastRow(this.viewing, booking, {
      isOpen,
      toggle: () => this.#toggle(booking.slotId),
      record: () => this.record(booking),
    });
  }

  /** What is kept of one session. */
  record(booking: Booking): TemplateResult {
    return this.#recordOf(booking).render(booking);
  }

  /** The question before feedback is withdrawn, while it is open. */
  dialog(): unknown {
    return [...this.#records.values()].map((record) => record.dialog());
  }

  #recordOf(booking: Booking): SessionRecord {
    const { slotId, id } = booking;
    const kept = this.#records.get(slotId);
    // Whoever cancelled and booked again has another booking.
    if (kept?.bookingId === id) return kept;
    const made = new SessionRecord(this.viewing, booking, {
      say: (told) => {
        this.said = told;
        this.viewing.changed();
      },
      moveFocus: this.moveFocus,
    });
    this.#records.set(slotId, made);
    return made;
  }

  #toggle(slotId: string): void {
    this.openId = this.openId === slotId ? null : slotId;
    this.said = '';
    this.viewing.changed();
  }

  /** The focus goes on to the first of those that have come. */
  #showMore(all: readonly Booking[]): void {
    const first = all[this.#shown];
    this.#shown += step;
    if (first) this.moveFocus(`[data-id="${first.slotId}"] [data-action=record]`);
    this.viewing.changed();
  }
}
