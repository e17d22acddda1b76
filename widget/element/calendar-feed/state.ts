import type { CalendarFeed } from '@mentor-slots/contract';
import { feedCalls } from '../../client/calls/feed-calls.ts';
import type { Notice } from '../../look/notice.ts';
import type { CommonName } from '../../text/names.ts';
import { isPast, type Passing, passingNotice } from '../submission/outage.ts';
import { Submission } from '../submission/submission.ts';
import type { Viewing } from '../viewing.ts';

type Calls = ReturnType<typeof feedCalls>;

/** The address by which calendars follow a person's sessions, while its dialog is open. */
export class FeedChoice {
  isOpen = false;
  /** Null: not known yet. */
  feed: CalendarFeed | null = null;
  /** The address that was just made; it is told only now. */
  url: string | null = null;
  /** What has been pressed and is asked once more. */
  asking: 'renew' | 'stop' | null = null;
  /** What was said last. */
  said: CommonName | null = null;
  #problem: (Notice & Passing) | null = null;
  #opened = 0;
  readonly #submission: Submission;

  constructor(private readonly viewing: Viewing) {
    this.#submission = new Submission(viewing);
  }

  get isBusy(): boolean {
    return this.#submission.isBusy(String(this.#opened));
  }

  get problem(): Notice | null {
    return this.#problem && !isPast(this.#problem, this.viewing) ? this.#problem : null;
  }

  open(): void {
    this.close();
    this.isOpen = true;
    this.read();
  }

  close(): void {
    this.#opened++;
    this.isOpen = false;
    this.feed = null;
    this.#turnTo(null);
  }

  read(): void {
    this.#ask(async (calls) => {
      const feed = await calls.read();
      return () => {
        this.feed = feed;
      };
    });
  }

  make(): void {
    this.#ask(async (calls) => {
      const { url } = await calls.make();
      return () => {
        this.#turnTo(null, '.address input');
        this.url = url;
      };
    });
  }

  /** Asks whether that is meant. */
  ask(what: 'renew' | 'stop' | null): void {
    this.#turnTo(what, what ? '.keep' : 'h3');
  }

  stop(): void {
    this.#ask(async (calls) => {
      await calls.stop();
      return () => {
        this.feed = { active: false, createdAt: null, lastReadAt: null };
        this.#turnTo(null, 'h3');
        this.said = 'feedStopped';
      };
    });
  }

  async copy(): Promise<void> {
    const { url } = this;
    this.#field?.select();
    const isCopied = await navigator.clipboard?.writeText(url ?? '').then(
      () => true,
      () => false,
    );
    // Pages without https, and frames that may not, still have the old way.
    if (!isCopied && !document.execCommand('copy')) return;
    this.said = 'feedCopied';
    this.viewing.changed();
  }

  get #field(): HTMLInputElement | null {
    return this.viewing.element.renderRoot.querySelector('.feed .address input');
  }

  /** Runs one call, and `done` once it is answered, unless the dialog has been closed meanwhile. */
  #ask(call: (calls: Calls) => Promise<() => void>): void {
    const { viewing } = this;
    const opened = this.#opened;
    if (!viewing.client) return;
    const calls = feedCalls(viewing.client.api);
    this.#problem = null;
    this.said = null;
    void this.#submission.run(
      async () => {
        const done = await call(calls);
        if (opened === this.#opened) done();
      },
      (failure) => {
        if (opened === this.#opened) this.#problem = passingNotice(viewing, failure);
      },
      // What an earlier opening still waits for is not waited for now.
      String(opened),
    );
  }

  /** Shows another step. `focus`: where it begins, since what was pressed may be gone. */
  #turnTo(asking: FeedChoice['asking'], focus?: string): void {
    this.asking = asking;
    this.url = null;
    this.said = null;
    this.#problem = null;
    this.viewing.changed();
    if (focus)
      requestAnimationFrame(() => {
        this.viewing.element.renderRoot.querySelector<HTMLElement>(`.feed ${focus}`)?.focus();
        this.#field?.select();
      });
  }
}
