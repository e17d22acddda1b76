/** What `<alumni-slots>` shows, and what students do there. */

import type { Slot } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { bookings } from '../client/bookings.ts';
import { needsSignIn } from '../client/failure.ts';
import type { Loaded } from '../client/loaded.ts';
import { publicSlots } from '../client/public-slots.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { choice } from '../element/choice.ts';
import { failureBlank } from '../element/failures.ts';
import { FocusKeeper } from '../element/focus-keeper.ts';
import { LazyFile } from '../element/lazy-file.ts';
import { signInBlank } from '../element/sign-in.ts';
import type { View } from '../element/view.ts';
import type { Viewing } from '../element/viewing.ts';
import { ZoneChoice } from '../element/zone-choice.ts';
import { blank } from '../look/blank.ts';
import type { SlotsName } from '../text/names.ts';
import type { AlumniSlots } from './alumni-slots.ts';
import { DeskDoor } from './booking/desk-door.ts';
import { compactLine } from './compact-line.ts';
import { dayList, nextFree, slotRows } from './day-list.ts';
import type { SlotsMonth } from './month/month.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';
import { skeleton } from './skeleton.ts';
import { slotsStyles } from './styles.ts';
import { bookedMentors, listOf, readSessions } from './viewer-sessions.ts';

export const styles = [slotsStyles];

/** So many sessions are still a list where the element chooses; more are a month. */
const listMost = 15;
/** What the person chose, where the element may choose. */
const chosenView = choice('view', (value) => /^(list|month)$/.test(value));
/** From so many on, a person may ask for the other view. */
const choiceFrom = 6;

export function createView(element: AlumniSlots, viewing: Viewing<SlotsName>): View {
  return new SlotsView(element, viewing);
}

class SlotsView implements View {
  #sessions: readonly Session[] = [];
  /** Chosen when the sessions first came, so that nothing flips under somebody's hands. */
  #shape: 'list' | 'month' | null = null;
  #versions = 0;
  #warned = false;
  readonly #desk: DeskDoor;
  readonly #monthPart: LazyFile<typeof import('./month/month.ts')>;
  #month: SlotsMonth | null = null;
  readonly #zone: ZoneChoice;
  readonly #focus: FocusKeeper;

  constructor(
    private readonly element: AlumniSlots,
    private readonly viewing: Viewing<SlotsName>,
  ) {
    this.#zone = new ZoneChoice(viewing);
    this.#focus = new FocusKeeper(element, 'button');
    this.#desk = new DeskDoor(element, viewing, {
      focus: (selector) => this.#focus.moveTo(selector),
      goTo: (slotId) => void this.#goTo(slotId),
    });
    this.#monthPart = new LazyFile(viewing, () => import('./month/month.ts'));
  }

  get loaded(): Loaded<readonly Slot[]> {
    return listOf(this.element, this.viewing.client);
  }

  get watchKey(): string {
    const { mine, compact } = this.element;
    return `${mine} ${compact} ${this.#mentors.join(' ')}`;
  }

  watch(client: SlotClient): (() => void)[] {
    const personal = this.viewing.hasIdentity && !this.element.compact ? [client.use(bookings).watch()] : [];
    return [...personal, ...this.#mentors.map((id) => client.use(publicSlots).watch(id))];
  }

  /** Whose slots are watched for times and seats; in `mine` the mentors of the booked sessions, and of those given back. */
  get #mentors(): string[] {
    const { mine, compact, alumniId } = this.element;
    if (!mine) return alumniId ? [alumniId] : [];
    const { signedIn, client } = this.viewing;
    const returned = [...this.#desk.returned.values()].map(({ slot }) => slot.alumniId);
    return signedIn && !compact ? [...new Set([...bookedMentors(client), ...returned])].sort() : [];
  }

  update(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const { viewing, element } = this;
    if (changed.has('alumniId')) {
      this.#desk.clear();
      this.#shape = this.#month = null;
      this.#versions = 0;
    }
    const { loaded } = this;
    this.#desk.meet(viewing.client?.userId ?? null);
    const before = this.#sessions;
    const isReady = loaded.state === 'ready';
    this.#sessions = isReady ? readSessions(element, viewing, this.#desk.returned) : [];
    if (!isReady) return;
    this.#shape ??= this.#sessions.length > listMost ? 'month' : 'list';
    if (!element.compact) this.#desk.update(before, this.#sessions, this.#countVersions());
  }

  /** Has anything changed? Versions only rise: then their sum is another. */
  #countVersions(): boolean {
    const before = this.#versions;
    this.#versions = this.#sessions.reduce((sum, { slot }) => sum + slot.version, 0);
    return before > 0 && before !== this.#versions;
  }

  step(): number {
    const { now } = this.viewing;
    const soon = this.#sessions.some(({ slot }) => Math.abs(Date.parse(slot.startsAt) - now) < 61_000);
    return soon && !this.element.compact ? 1_000 : 60_000;
  }

  render(): TemplateResult | typeof nothing {
    const { element, viewing } = this;
    const { client, text } = viewing;
    const { mine, alumniId, compact } = element;
    if (!client) return nothing;
    if (!mine && !alumniId) return this.#renderMisuse();
    const loaded = listOf(element, client);
    if (compact) return this.#renderCompact(loaded);
    const context = this.#context;
    const [said, news] = this.#desk.said;
    return html`
      <div class="base" part="base" role="region" dir=${viewing.direction ?? nothing} aria-label=${text(mine ? 'mineTitle' : 'title')} aria-busy=${loaded.state === 'loading'}>
        ${loaded.state === 'ready' ? this.#renderTop(client, loaded, context) : nothing}
        ${context.otherRole && client.userId !== alumniId ? html`<p class="note" part="note">${text('onlyStudents')}</p>` : nothing}
        ${this.#renderSessions(loaded, context)}
        ${this.#zone.renderDialog()}
        ${this.#desk.dialog(context)}
      </div>
      <p class="unseen" role="status">${said}</p>
      <div class="unseen" role="status">${news}</div>
    `;
  }

  #renderMisuse() {
    const text = this.viewing.text('needsAlumniId');
    if (!this.#warned) console.warn(`<alumni-slots>: ${text}`);
    this.#warned = true;
    return html`<p class="muted" part="error">${text}</p>`;
  }

  #renderTop(client: SlotClient, { live, at }: { live: boolean; at: number }, context: RowContext) {
    const { text } = this.viewing;
    const connection = live ? 'live' : client.connection === 'offline' ? 'offline' : 'connecting';
    const retry = html`<button type="button" class="link" @click=${() => client.retry()}>${text('retry')}</button>`;
    return html`<div class="top">
      ${this.#zone.renderBar(connection, at)}
      <div class="ways">${connection === 'offline' ? retry : nothing}${this.#renderChoice()}${this.#isMonth ? nothing : nextFree(context)}</div>
    </div>`;
  }

  /** Where the element chooses between list and month, so may the person. */
  #renderChoice() {
    const isOffered = this.#isFree && (this.#sessions.length >= choiceFrom || chosenView.get());
    if (!isOffered) return nothing;
    const other = this.#isMonth ? 'list' : 'month';
    return html`<button type="button" class="link" @click=${() => chosenView.set(other)}>
      ${this.viewing.text(other === 'list' ? 'asList' : 'asMonth')}
    </button>`;
  }

  get #isFree(): boolean {
    return !this.element.mine && !/^(list|month)$/.test(this.element.view);
  }

  get #isMonth(): boolean {
    return (this.#isFree ? (chosenView.get() ?? this.#shape) : this.element.view) === 'month';
  }

  #renderSessions(loaded: Loaded<readonly Slot[]>, context: RowContext) {
    const { viewing, element } = this;
    const { text } = viewing;
    if (element.mine && !viewing.signedIn) {
      return signInBlank(viewing, text('mineSignedOut'), text('mineSignedOutHint'), text('signInShort'));
    }
    if (loaded.state === 'loading') return skeleton(text('loading'));
    if (loaded.state === 'failed') {
      return needsSignIn(loaded.failure)
        ? signInBlank(viewing, text('slotsSignedOut'), text('slotsSignedOutHint'), text('signInShort'))
        : failureBlank(viewing, loaded.failure);
    }
    if (this.#sessions.length) return this.#isMonth ? this.#renderMonth(context) : dayList(context);
    const none = element.mine ? 'noneMine' : 'none';
    return blank('empty', text(none), text(`${none}Hint`));
  }

  /** Until the month is here, what waits; where it does not come, a list shows all of them too. */
  #renderMonth(context: RowContext) {
    const { viewing } = this;
    const { file } = this.#monthPart;
    if (!file) {
      this.#monthPart.get().catch(() => {
        this.#shape = 'list';
        viewing.changed();
      });
      return this.#shape === 'list' ? dayList(context) : skeleton(viewing.text('loading'));
    }
    this.#month ??= new file.SlotsMonth(viewing, {
      rows: slotRows,
      focus: (selector) => this.#focus.moveTo(selector),
    });
    return this.#month.render(context);
  }

  #renderCompact(loaded: Loaded<readonly Slot[]>) {
    const { text, direction } = this.viewing;
    return html`
      <div class="compact" part="base" dir=${direction ?? nothing} aria-busy=${loaded.state === 'loading'}>
        ${
          loaded.state === 'ready'
            ? compactLine(this.#context)
            : loaded.state === 'failed'
              ? html`<span class="muted">${text('failedCompact')}</span>`
              : html`<slot><i class="bone"></i><span class="unseen">${text('loading')}</span></slot>`
        }
      </div>
    `;
  }

  async #goTo(slotId: string): Promise<void> {
    const session = this.#sessions.find(({ slot }) => slot.id === slotId);
    if (session && this.#isMonth) this.#month?.show(session);
    await this.element.updateComplete;
    this.#focus.goTo(slotId);
  }

  get #context(): RowContext {
    const { viewing } = this;
    const { signedIn } = viewing;
    const booked = signedIn ? viewing.client?.use(bookings).get() : null;
    const otherRole = booked?.state === 'failed' && booked.failure.code === 'wrong_role';
    const { mine } = this.element;
    return this.#desk.complete({
      text: viewing.text,
      viewer: viewing.viewer,
      now: viewing.now,
      sessions: this.#sessions,
      signedIn,
      unsure: booked?.state === 'loading',
      otherRole,
      mine,
      mayBook: ({ standing }) => standing === 'free' && signedIn && !otherRole && !mine,
    });
  }
}
