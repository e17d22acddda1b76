/** Changes of seats, said politely: what was pressed or typed is nobody's news, and no more than one sentence in a while. */
import type { SlotView } from '@mentor-slots/contract';
import { whenOf } from '../../calendar/format.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';

/** Between two messages, ms. */
const pause = 5_000;

export class SeatNews {
  said = '';
  /** As each was before its seats changed. */
  readonly #changed = new Map<string, Session>();
  #sessions: readonly Session[] = [];
  /** The one session that was told of, with the seats that were told. */
  #told: SlotView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidAt = -pause;

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  /** Before each drawing: what is shown now, and was before. */
  update(before: readonly Session[], sessions: readonly Session[]): void {
    this.#sessions = sessions;
    // What was told is taken back where it is no longer so.
    if (this.#told && this.#find(this.#told.id)?.slot.seatsLeft !== this.#told.seatsLeft) {
      this.said = '';
      this.#told = null;
    }
    for (const was of before) {
      const { id, seatsLeft } = was.slot;
      const now = this.#find(id);
      // One's own booking says so itself.
      if (was.isTheirs !== now?.isTheirs) this.#changed.delete(id);
      else if (seatsLeft !== now.slot.seatsLeft && !this.#changed.has(id)) this.#changed.set(id, was);
    }
    if (!this.#changed.size || this.#timer) return;
    const wait = Math.max(300, this.#saidAt + pause - performance.now());
    this.#timer = setTimeout(() => this.#say(), wait);
  }

  #find(slotId: string): Session | undefined {
    return this.#sessions.find(({ slot }) => slot.id === slotId);
  }

  /** As things are by now. */
  #say(): void {
    const { text, viewer } = this.viewing;
    const news = [...this.#changed.values()].flatMap((was) => {
      const now = this.#find(was.slot.id);
      return now && now.slot.seatsLeft !== was.slot.seatsLeft ? now.slot : [];
    });
    const [first, ...others] = news;
    this.#timer = undefined;
    this.#changed.clear();
    if (!first) return;
    const facts = { when: whenOf(viewer, first), count: first.seatsLeft };
    this.said = others.length
      ? text('seatsChanged', { count: news.length })
      : text(first.seatsLeft ? 'seatsNow' : 'fullNow', facts);
    this.#told = others.length ? null : first;
    this.#saidAt = performance.now();
    this.viewing.changed();
  }
}
