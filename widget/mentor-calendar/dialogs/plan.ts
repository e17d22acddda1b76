import type { PlannedDate, Preview } from '@mentor-slots/contract';
import type { Day } from '../../calendar/dates.ts';
import { type Failure, failureOf } from '../../client/failure.ts';
import { withDay } from './day-set.ts';

/** How long typing may rest before the service is asked, ms. */
const rest = 250;

/**
 * What the service says that a dialog would come to, and which of these dates are wanted. While it is asked again, what it said
 * before stays. `Question`: what is sent to ask it, as JSON.
 */
export class Plan<Question> {
  /** Null: not known. */
  dates: readonly PlannedDate[] | null = null;
  failure: Failure | null = null;
  isAsking = false;
  /** Dates that are not wanted. */
  skip: ReadonlySet<Day> = new Set();

  #content = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ask: (() => Promise<void>) | null = null;
  #running: Promise<void> | null = null;

  constructor(
    private readonly preview: (question: Question) => Promise<Preview> | null,
    private readonly changed: () => void,
  ) {}

  /** Leaves a date out, or takes it in again. */
  leaveOut(date: Day, isOut: boolean): void {
    this.skip = withDay(this.skip, date, isOut);
  }

  /** Is no session made on it: since it clashes, or is not wanted? */
  isOut({ date, clash }: PlannedDate): boolean {
    return clash !== null || this.skip.has(date);
  }

  /** How many sessions would be made; null while that is not known. */
  get count(): number | null {
    return this.dates?.filter((date) => !this.isOut(date)).length ?? null;
  }

  /** The dates to leave out, as far as they are known. */
  get out(): readonly Day[] {
    const out = this.dates?.filter((date) => this.isOut(date)).map(({ date }) => date);
    return out ?? [...this.skip];
  }

  /** Asks once nothing else has been asked for a moment. */
  ask(question: Question): void {
    const content = JSON.stringify(question);
    if (content === this.#content) return;
    this.forget();
    this.#content = content;
    const turn = this.#turn;
    this.isAsking = true;
    this.#ask = () => this.#fetch(turn, question);
    this.#timer = setTimeout(() => void this.settled(), rest);
  }

  /** Asks at once what waits to be asked; resolves when the answer is here or there is none. */
  settled(): Promise<void> {
    clearTimeout(this.#timer);
    const ask = this.#ask;
    this.#ask = null;
    if (ask) this.#running = ask();
    return this.#running ?? Promise.resolve();
  }

  /** Answers that are still to come are not wanted; the same question is asked again. */
  forget(isNew = false): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#content = '';
    this.#ask = null;
    this.#running = null;
    this.isAsking = false;
    this.failure = null;
    if (isNew) this.dates = null;
  }

  async #fetch(turn: number, question: Question): Promise<void> {
    let dates: readonly PlannedDate[] | null = null;
    let failure: Failure | null = null;
    try {
      dates = (await this.preview(question))?.dates ?? null;
    } catch (error) {
      failure = failureOf(error);
    }
    // Something else was asked meanwhile.
    if (turn !== this.#turn) return;
    this.dates = dates;
    this.failure = failure;
    this.isAsking = false;
    this.changed();
  }
}
