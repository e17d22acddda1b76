/** Changes of seats, said politely: what was pressed or typed is nobody's news, and no more than one sentence in a while. */
import { whenOf } from '../calendar/format.ts';
import type { Stage } from '../element/stage.ts';
import type { Session } from './session.ts';

/** Between two messages, ms. */
const pause = 5_000;

export class SeatNews {
  said = '';
  readonly #changed = new Map<string, Session>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidAt = 0;

  constructor(private readonly stage: Stage) {}

  /** What was shown, and what is shown now. */
  tell(before: readonly Session[], after: readonly Session[]): void {
    const seen = new Map(before.map((session) => [session.slot.id, session]));
    for (const session of after) {
      const was = seen.get(session.slot.id);
      // One's own booking says so itself.
      if (!was || was.isTheirs !== session.isTheirs) continue;
      if (was.slot.seatsLeft !== session.slot.seatsLeft) this.#changed.set(session.slot.id, session);
    }
    if (!this.#changed.size || this.#timer) return;
    const wait = Math.max(300, this.#saidAt + pause - performance.now());
    this.#timer = setTimeout(() => this.#say(), wait);
  }

  #say(): void {
    const { text, viewer } = this.stage;
    const [first, ...others] = [...this.#changed.values()].map(({ slot }) => slot);
    this.#timer = undefined;
    this.#changed.clear();
    if (!first) return;
    const facts = { when: whenOf(viewer, first), count: first.seatsLeft };
    this.said = others.length
      ? text('seatsChanged', { count: others.length + 1 })
      : text(first.seatsLeft ? 'seatsNow' : 'fullNow', facts);
    this.#saidAt = performance.now();
    this.stage.changed();
  }
}
