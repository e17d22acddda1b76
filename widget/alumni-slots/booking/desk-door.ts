import type { Booking, SlotView } from '@mentor-slots/contract';
import { onFirstTouch } from '../../element/first-touch.ts';
import { LazyFile } from '../../element/lazy-file.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { AlumniSlots } from '../alumni-slots.ts';
import type { RowContext } from '../row-context.ts';
import type { Session } from '../session.ts';
import { SlotSelectedEvent } from '../student-events.ts';
import type { Invite } from './add-to-calendar.ts';
import type { SlotBooking } from './booking.ts';
import type { Note, SlotNotes } from './notices.ts';
import type { SeatNews } from './seat-news.ts';

/** What a view itself knows of the context of its rows. */
type Facts = Pick<
  RowContext,
  'text' | 'viewer' | 'now' | 'sessions' | 'signedIn' | 'unsure' | 'otherRole' | 'mine' | 'mayBook'
>;

type DeskFile = typeof import('./index.ts');

/** The desk, once it is here. */
interface Desk {
  file: DeskFile;
  notes: SlotNotes;
  booking: SlotBooking;
  news: SeatNews;
}

/** The way to the desk, which is fetched when somebody turns to the sessions; keeps what they began there. */
export class DeskDoor {
  /** The session whose details are open. */
  openId: string | null = null;
  /** What the viewer gave back since the page was loaded, by slot. */
  readonly returned = new Map<string, Booking>();
  /** Notes to the mentor, as typed so far. */
  readonly #drafts = new Map<string, string>();
  readonly #part: LazyFile<DeskFile>;
  #desk: Desk | null = null;
  readonly #invitePart: LazyFile<typeof import('./add-to-calendar.ts')>;
  #invite: Invite | null = null;
  /** The session at which the desk was wanted and did not come. */
  #failedAt: string | null = null;
  #userId: string | null = null;

  constructor(
    private readonly element: AlumniSlots,
    private readonly viewing: Viewing<SlotsName>,
    private readonly host: { focus(selector: string): void; goTo(slotId: string): void },
  ) {
    this.#part = new LazyFile(viewing, () => import('./index.ts'));
    this.#invitePart = new LazyFile(viewing, () => import('./add-to-calendar.ts'));
    // Fetched ahead, so that the first press of Book waits for nothing.
    onFirstTouch(element, () => !element.compact && this.#part.prefetch());
  }

  clear(): void {
    this.openId = this.#failedAt = null;
    this.#desk?.notes.clear();
  }

  /** What one person typed and gave back is not the next one's. */
  meet(userId: string | null): void {
    if (userId && this.#userId && userId !== this.#userId) {
      this.#drafts.clear();
      this.returned.clear();
      this.clear();
    }
    this.#userId = userId ?? this.#userId;
  }

  /** Before each drawing. `isNew`: something has changed since `before`, which the desk speaks of. */
  update(before: readonly Session[], sessions: readonly Session[], isNew: boolean): void {
    const here = this.#desk;
    here?.notes.update(sessions);
    here?.news.update(before, sessions);
    if (this.viewing.client?.connection === 'live') this.#failedAt = null;
    if (!isNew) return;
    this.#open().then(
      ({ notes, news }) => {
        notes.update(before);
        notes.update(sessions);
        if (!here) news.update(before, sessions);
        this.viewing.changed();
      },
      () => {},
    );
  }

  /** What was said last, and which seats changed: for a status line each. */
  get said(): readonly [string | undefined, string | undefined] {
    return [
      this.#desk?.notes.said ?? (this.#failedAt ? this.viewing.text('offlineFailure') : ''),
      this.#desk?.news.said,
    ];
  }

  /** With what rows ask of the desk. */
  complete(facts: Facts): RowContext {
    const draft = (id: string) => this.#drafts.get(id) ?? '';
    const at = (id: string, act: (booking: SlotBooking) => unknown) => void this.#ask(id, act);
    const context: RowContext = {
      ...facts,
      openId: this.openId,
      busyIds: this.#desk?.booking.busyIds ?? new Set(),
      note: (id) => this.#note(id),
      details: (session) => this.#part.file?.details(session, context),
      invite: (session) => this.#renderInvite(session),
      noteAnswers: (session, note) => this.#part.file?.noteAnswers(session, note, context),
      draft,
      book: (session) => at(session.slot.id, (desk) => desk.book(session, draft(session.slot.id))),
      undo: (session, booking) => at(session.slot.id, (desk) => desk.undo(session, booking)),
      askCancel: (session) => at(session.slot.id, (desk) => desk.askCancel(session)),
      signIn: ({ slot: { id } }) => at(id, (desk) => desk.signIn(id)),
      toggle: ({ slot }) => at(slot.id, () => this.#toggle(slot)),
      write: (id, note) => this.#drafts.set(id, note),
      goTo: this.host.goTo,
    };
    return context;
  }

  /** The question before a seat is given back, while it is open. */
  dialog(context: RowContext): unknown {
    return this.#desk?.file.cancelDialog(this.#desk.booking, context);
  }

  #renderInvite(session: Session): unknown {
    const { file } = this.#invitePart;
    if (!file) {
      this.#invitePart.prefetch();
      return undefined;
    }
    this.#invite ??= new file.Invite(this.viewing);
    return this.#invite.render(session);
  }

  #note(slotId: string): Note | undefined {
    if (slotId !== this.#failedAt) return this.#desk?.notes.get(slotId);
    return { tone: 'bad', text: this.viewing.text('offlineFailure'), reference: null };
  }

  #toggle(slot: SlotView): void {
    this.#desk?.notes.dismissMove(slot.id);
    this.openId = this.openId === slot.id ? null : slot.id;
    if (this.openId) this.element.dispatchEvent(new SlotSelectedEvent(slot));
    this.viewing.changed();
  }

  /** Does something at the desk, or says at the session that it cannot be reached. */
  async #ask(slotId: string, act: (booking: SlotBooking) => unknown): Promise<void> {
    this.#failedAt = null;
    try {
      act((await this.#open()).booking);
    } catch {
      this.#failedAt = slotId;
      this.viewing.changed();
    }
  }

  async #open(): Promise<Desk> {
    const file = await this.#part.get();
    this.#desk ??= this.#furnish(file);
    return this.#desk;
  }

  #furnish(file: DeskFile): Desk {
    const { viewing } = this;
    const notes = new file.SlotNotes(viewing);
    const booking = new file.SlotBooking(viewing, notes, {
      booked: (id) => {
        this.#drafts.delete(id);
        this.returned.delete(id);
        if (this.openId === id) this.openId = null;
      },
      returned: (booking) => {
        this.returned.set(booking.slotId, booking);
        this.host.focus(`[data-id="${booking.slotId}"] [data-action=undo]`);
      },
    });
    return { file, notes, booking, news: new file.SeatNews(viewing) };
  }
}
