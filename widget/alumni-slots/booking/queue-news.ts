/** What becomes of the viewer's place in a queue, told at the session and aloud, once. */
import type { Booking } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';
import { heldUntil } from '../rows/times.ts';
import type { SlotNotices } from './notices.ts';

/** What any element of the page has said aloud: the same booking stands in several of them. */
const spoken = new WeakMap<SlotClient, Set<string>>();

export class QueueNews {
  /** Each slot's booking as it was last seen. */
  readonly #seen = new Map<string, Booking>();
  /** Where the viewer books by their own hand: nobody gives them that seat. */
  readonly #own = new Set<string>();

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
  ) {}

  /** The viewer asks for a seat themselves; `false`: and did not get it. */
  ownHand(slotId: string, asks: boolean): void {
    if (asks) this.#own.add(slotId);
    else this.#own.delete(slotId);
  }

  /** Before each drawing. */
  update(sessions: readonly Session[]): void {
    for (const session of sessions) {
      const { booking, slot } = session;
      const before = this.#seen.get(slot.id);
      if (!booking || (before && before.slot.version >= booking.slot.version)) continue;
      this.#seen.set(slot.id, booking);
      this.#tell(before?.id === booking.id ? before : null, booking, session);
    }
  }

  #tell(before: Booking | null, booking: Booking, session: Session): void {
    const { text } = this.viewing;
    const { slotId, status, cancelReason } = booking;
    const name = booking.slot.alumniName;
    if (status === 'offered') this.#say(session, heldUntil(session, this.viewing));
    if (before?.status !== 'waitlisted' && before?.status !== 'offered') return;
    const isOwn = this.#own.delete(slotId);
    if (before.status === 'waitlisted' && (status === 'confirmed' || status === 'pending') && !isOwn) {
      const told = text(status === 'confirmed' ? 'promoted' : 'promotedPending', { name });
      this.notices.put(slotId, { tone: 'good', text: told, reference: null, whileTheirs: true });
      this.#say(session, told);
    }
    if (cancelReason === 'offer_lapsed') this.#say(session, text('offerLapsed'));
    if (cancelReason === 'queue_closed') this.#say(session, text('queueClosed'));
    if (cancelReason === 'declined') this.#say(session, text('declined', { name }));
  }

  #say({ slot, booking }: Session, told: string | null): void {
    const { client, viewer } = this.viewing;
    if (!told || !client) return;
    const before = spoken.get(client) ?? new Set();
    const news = `${booking?.id} ${booking?.status}`;
    if (!before.has(news)) this.notices.said = `${whenOf(viewer, slot)}: ${told}`;
    spoken.set(client, before.add(news));
  }
}
