/** What `<alumni-slots>` shows, and what students do there. */

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Loaded } from '../client/loaded.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { bookings } from '../client/student/bookings.ts';
import { publicSlots } from '../client/student/public-slots.ts';
import { onFirstTouch } from '../element/first-touch.ts';
import { FocusKeeper } from '../element/focus-keeper.ts';
import { LazyFile } from '../element/lazy-file.ts';
import { signInBlank } from '../element/sign-in.ts';
import type { View } from '../element/view.ts';
import type { Viewing } from '../element/viewing.ts';
import { ZoneChoice } from '../element/zone-choice.ts';
import { blank } from '../look/blank.ts';
import { noticeLine } from '../look/notice.ts';
import type { SlotsName } from '../text/names.ts';
import { barredNote } from './barred-note.ts';
import { BookingLoader } from './booking-loader.ts';
import { compactLine } from './compact-line.ts';
import { connectionOf, retryButton } from './connection.ts';
import type { SlotsMonth } from './month/month.ts';
import { PastLoader } from './past-loader.ts';
import { RatingLoader } from './rating-loader.ts';
import { dayList, heldBar, nextFree } from './rows/day-list.ts';
import type { RowContext } from './rows/row-context.ts';
import type { Session } from './rows/session.ts';
import { stepOf } from './rows/step.ts';
import { rowStyles } from './rows/styles.ts';
import { sessionsFailed } from './sessions-failed.ts';
import { readSessions, type Shown, watchedMentors } from './shown-sessions.ts';
import { skeleton, skeletonStyles } from './skeleton.ts';
import { slotsStyles } from './styles.ts';
import { Subscribing } from './subscribing.ts';
import { ViewChoice } from './view-choice.ts';

export const styles = [rowStyles, skeletonStyles, slotsStyles];

export function createView(element: LitElement & Shown, viewing: Viewing<SlotsName>): View {
  return new SlotsView(element, viewing);
}

class SlotsView implements View {
  loaded: Loaded<readonly Session[]> = { state: 'loading' };
  /** Where a seat has been held for the viewer since this line shows this mentor, by slot. */
  readonly #held = new Set<string>();
  #warned = false;
  readonly #booking: BookingLoader;
  readonly #choice: ViewChoice;
  readonly #monthFile: LazyFile<typeof import('./month/month.ts')>;
  #month: SlotsMonth | null = null;
  readonly #zone: ZoneChoice;
  readonly #subscribing: Subscribing;
  readonly #past: PastLoader;
  readonly #rating: RatingLoader;
  readonly #focus: FocusKeeper;

  constructor(
    private readonly element: LitElement & Shown,
    private readonly viewing: Viewing<SlotsName>,
  ) {
    this.#zone = new ZoneChoice(viewing, () => this.#sessions.map(({ slot }) => slot.timeZone));
    this.#subscribing = new Subscribing(viewing);
    this.#focus = new FocusKeeper(element, 'button, .line');
    this.#choice = new ViewChoice(element, viewing);
    this.#monthFile = new LazyFile(viewing, () => import('./month/month.ts'));
    this.#past = new PastLoader(viewing, this.#moveFocus);
    this.#rating = new RatingLoader(viewing);
    this.#booking = new BookingLoader(element, viewing, {
      record: (session) => (this.#isRunning(session) ? this.#past.record(session) : nothing),
      moveTo: this.#moveFocus,
      show: this.#show,
      goTo: (slotId) => void this.#goTo(slotId),
      subscribe: () => this.#subscribing.open(),
    });
    onFirstTouch(element, () => this.#speaks && this.#booking.prefetch());
  }

  get watchKey(): string {
    const { mine, compact } = this.element;
    return `${mine} ${compact} ${this.#mentors.join(' ')} ${this.#past.keyFor(this.#running)}`;
  }

  watch(client: SlotClient): (() => void)[] {
    const personal = this.viewing.hasIdentity ? [client.use(bookings).watch()] : [];
    const past = this.#past.watch(client, this.#running);
    return [...personal, ...past, ...this.#mentors.map((id) => client.use(publicSlots).watch(id))];
  }

  get #mentors(): readonly string[] {
    return watchedMentors(this.element, this.viewing, this.#booking.returned);
  }

  get #sessions(): readonly Session[] {
    return this.loaded.state === 'ready' ? this.loaded.value : [];
  }

  /** The viewer has a seat in it, and it has begun. */
  #isRunning({ slot, standing }: Session): boolean {
    return standing === 'in' && Date.parse(slot.startsAt) <= this.viewing.now;
  }

  /** The one under way whose details are open. */
  get #running(): Session | null {
    const { openId } = this.#booking;
    return this.#sessions.find((one) => one.slot.id === openId && this.#isRunning(one)) ?? null;
  }

  update(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const { viewing, element } = this;
    if (changed.has('alumniId')) {
      this.#booking.clear();
      this.#choice.clear();
      this.#month = null;
      this.#held.clear();
      this.#past.clear();
      this.#rating.clear();
    }
    this.#booking.forgetOthers();
    this.#past.forgetOthers();
    const before = this.#sessions;
    const loaded = readSessions(element, viewing, this.#booking.returned, this.#held);
    this.loaded = loaded;
    if (loaded.state !== 'ready') return;
    if (!element.mine) this.loaded = { ...loaded, value: this.#booking.withLooked(loaded.value) };
    this.#choice.count(this.#sessions.length);
    for (const { slot, standing } of this.#sessions) if (standing === 'offered') this.#held.add(slot.id);
    if (this.#speaks) this.#booking.update(before, this.#sessions);
    this.#past.update(this.#running);
    if (!element.mine && !element.compact) void this.#rating.load(element.alumniId);
  }

  /** Of the many lines of a directory only those speak, and can do something, that tell of a held seat. */
  get #speaks(): boolean {
    return !this.element.compact || this.#held.size > 0;
  }

  step(): number {
    return stepOf(this.#sessions, this.viewing.now, this.element.compact);
  }

  render(): TemplateResult | typeof nothing {
    const { element, viewing, loaded } = this;
    const { client, text } = viewing;
    const { mine, alumniId, compact } = element;
    if (!client) return nothing;
    if (!mine && !alumniId) return this.#renderMisuse();
    const context = this.#booking.context(this.#sessions);
    if (compact) return this.#renderCompact(context);
    return html`
      <div class="base" part="base" role="region" dir=${viewing.direction ?? nothing} aria-label=${text(mine ? 'mineTitle' : 'title')} aria-busy=${loaded.state === 'loading'}>
        ${loaded.state === 'ready' ? this.#renderTop(client, loaded, context) : nothing}
        ${barredNote(viewing, alumniId, context)}
        ${heldBar(context, this.#choice.isMonth)}
        ${this.#renderSessions(context)}
        ${element.mine && viewing.signedIn && loaded.state === 'ready' ? this.#past.render() : nothing}
        ${element.mine ? nothing : [this.#past.renderEnded(), this.#rating.render()]}
        ${this.#zone.renderDialog()}
        ${this.#booking.dialog()}
        ${this.#past.dialog()}
        ${this.#subscribing.renderDialog()}
      </div>
      <p class="unseen" role="status">${this.#booking.said}</p>
      <div class="unseen" role="status">${this.#booking.seatNews}</div>
      <div class="unseen" role="status">${this.#past.said}</div>
    `;
  }

  #renderMisuse() {
    const text = this.viewing.text('needsAlumniId');
    if (!this.#warned) console.warn(`<alumni-slots>: ${text}`);
    this.#warned = true;
    return html`<p class="muted" part="error">${text}</p>`;
  }

  #renderTop(client: SlotClient, { live, at }: { live: boolean; at: number }, context: RowContext) {
    const connection = connectionOf(client, live, context.barred);
    return html`<div class="top">
      ${this.#zone.renderBar(connection, at)}
      <div class="ways">${retryButton(this.viewing, connection)}${this.#choice.render(this.#sessions.length)}${this.#choice.isMonth ? nothing : nextFree(context)}${this.element.mine ? this.#subscribing.renderButton() : nothing}</div>
    </div>`;
  }

  #renderSessions(context: RowContext) {
    const { viewing, element, loaded } = this;
    const { text } = viewing;
    if (element.mine && !viewing.signedIn) {
      return signInBlank(viewing, text('mineSignedOut'), text('mineSignedOutHint'), text('signInShort'));
    }
    if (loaded.state === 'loading') return skeleton(text('loading'));
    if (loaded.state === 'failed') return sessionsFailed(viewing, loaded.failure);
    if (loaded.value.length) return this.#choice.isMonth ? this.#renderMonth(context) : dayList(context);
    const none = element.mine ? 'noneMine' : 'none';
    const ways = context.barred
      ? undefined
      : ([text('findAnother'), () => context.toggleOnward(null)] as [string, () => void]);
    const said = context.notice('');
    return [
      blank('empty', text(none), text(`${none}Hint`), ways),
      context.onwardId === '' ? context.onward() : nothing,
      said ? noticeLine(said, text) : nothing,
    ];
  }

  /** Until the month is here, what waits; where it does not come, a list shows all of them too. */
  #renderMonth(context: RowContext) {
    const { viewing } = this;
    const { file } = this.#monthFile;
    if (!file) {
      this.#monthFile.get().catch(() => {
        this.#choice.giveUpMonth();
        viewing.changed();
      });
      return this.#choice.isLong ? skeleton(viewing.text('loading')) : dayList(context);
    }
    this.#month ??= new file.SlotsMonth(viewing, this.#moveFocus);
    return this.#month.render(context);
  }

  #renderCompact(context: RowContext) {
    const { text, direction } = this.viewing;
    const { state } = this.loaded;
    return html`
      <div class="compact" part="base" dir=${direction ?? nothing} aria-busy=${state === 'loading'}>
        ${
          state === 'ready'
            ? compactLine(context)
            : state === 'failed'
              ? html`<span class="muted">${text('failedCompact')}</span>`
              : html`<slot><i class="bone"></i><span class="unseen">${text('loading')}</span></slot>`
        }
        ${this.#booking.dialog()}
      </div>
      <p class="unseen" role="status">${this.#booking.said}</p>
    `;
  }

  readonly #moveFocus = (selector: string): void => this.#focus.moveTo(selector);

  /** In a month, the day of a session. */
  readonly #show = (slotId: string): void => {
    const session = this.#sessions.find(({ slot }) => slot.id === slotId);
    if (session && this.#choice.isMonth) this.#month?.show(session);
  };

  async #goTo(slotId: string): Promise<void> {
    this.#show(slotId);
    await this.element.updateComplete;
    this.#focus.goTo(slotId);
  }
}
