import type { Failure } from '../../client/failure.ts';
import { report } from '../failures.ts';
import type { Viewing } from '../viewing.ts';

/**
 * What a press asks of the service: busy while it is on its way, then done or refused. It is drawn when it begins and when it
 * has ended, whatever came back; a press while it is busy does nothing.
 */
export class Submission {
  readonly #busy = new Set<string>();

  constructor(private readonly viewing: Viewing) {}

  /** Is it on its way? `subject`: the id of what it is about, where several may be on their way at once. */
  isBusy(subject = ''): boolean {
    return this.#busy.has(subject);
  }

  /** Is anything on its way? */
  get isAnyBusy(): boolean {
    return this.#busy.size > 0;
  }

  /**
   * Runs `work`, which asks the service and says that it is done. Where it fails, the page is told by `mentor-error` and
   * `refused` says it to the person. Never rejects for what the service or the network refuses.
   */
  async run(work: () => Promise<unknown>, refused: (failure: Failure) => void, subject = ''): Promise<void> {
    if (this.#busy.has(subject)) return;
    this.#busy.add(subject);
    this.viewing.changed();
    try {
      await work();
    } catch (error) {
      refused(report(this.viewing, error));
    } finally {
      this.#busy.delete(subject);
      this.viewing.changed();
    }
  }
}
