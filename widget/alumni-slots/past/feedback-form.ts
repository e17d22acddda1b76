import type { FeedbackRefusal, OwnFeedback, SlotView } from '@mentor-slots/contract';
import { whenLong } from '../../calendar/format.ts';
import type { Failure } from '../../client/failure.ts';
import { sessionCalls } from '../../client/session/session-calls.ts';
import { Latest } from '../../element/session/latest.ts';
import { isPast, type Passing, passingNotice } from '../../element/submission/outage.ts';
import { Submission } from '../../element/submission/submission.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { RecordWays } from './record-ways.ts';

/** As chosen and typed so far. */
export interface FeedbackDraft {
  stars: number | null;
  comment: string;
}

const refusals: ReadonlySet<string> = new Set<FeedbackRefusal>([
  'not_in_session',
  'session_not_over',
  'marked_absent',
  'feedback_closed',
]);

/** How a student found one session: what they gave, what they are about to give, and taking it back. */
export class FeedbackForm {
  /** Null: nothing was chosen or typed that has not been sent. */
  draft: FeedbackDraft | null = null;
  /** What was given is being changed. */
  isChanging = false;
  /** Whether it is to be withdrawn is being asked. */
  isAsking = false;
  notice: (Notice & Passing) | null = null;
  /** What went wrong with withdrawing, told in the question. */
  problem: (Notice & Passing) | null = null;
  /** As the service has it. */
  readonly latest: Latest<OwnFeedback>;
  readonly #submission: Submission;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    readonly slot: SlotView,
    private readonly ways: RecordWays,
  ) {
    this.#submission = new Submission(viewing);
    this.latest = new Latest(viewing, (api) => sessionCalls(api).ownFeedback(slot.id));
  }

  /** Null until it was read. */
  get own(): OwnFeedback | null {
    return this.latest.value;
  }

  get isBusy(): boolean {
    return this.#submission.isAnyBusy;
  }

  /** Why it can be given or changed no more, by the clock too, which is sooner. */
  get refused(): FeedbackRefusal | null {
    if (!this.own) return null;
    const isClosed = Date.parse(this.own.closesAt) <= this.viewing.now;
    return this.own.refused ?? (isClosed ? 'feedback_closed' : null);
  }

  /** Never rejects. */
  read(): Promise<void> {
    return this.latest.read();
  }

  /** Before each drawing. */
  update(): void {
    if (this.notice && isPast(this.notice, this.viewing)) this.notice = null;
    if (this.problem && isPast(this.problem, this.viewing)) this.problem = null;
  }

  write(change: Partial<FeedbackDraft>): void {
    this.draft = { ...this.shown, ...change };
    if (this.notice?.tone === 'good' || change.stars) this.notice = null;
    this.viewing.changed();
  }

  /** What stands in the fields. */
  get shown(): FeedbackDraft {
    const given = this.own?.feedback;
    return this.draft ?? { stars: given?.stars ?? null, comment: given?.comment ?? '' };
  }

  change(): void {
    this.isChanging = true;
    this.notice = null;
    this.ways.moveFocus(this.#at('input:checked'));
    this.viewing.changed();
  }

  /** Leaves it as it was given. */
  keep(): void {
    this.isChanging = false;
    this.draft = this.notice = null;
    this.ways.moveFocus(this.#at('[data-action=change-feedback]'));
    this.viewing.changed();
  }

  async send(): Promise<void> {
    const { client, text } = this.viewing;
    const { stars, comment } = this.shown;
    if (!client || this.isBusy) return;
    if (stars === null) {
      this.#tell('warn', text('chooseStars'));
      this.ways.moveFocus(this.#at('input[type=radio]'));
      return;
    }
    this.notice = null;
    this.ways.say('');
    const sent = this.draft;
    await this.#submission.run(
      async () => {
        const given = { stars, comment: comment.trim() || null };
        const feedback = await sessionCalls(client.api).giveFeedback(this.slot.id, given);
        if (this.own) this.latest.take({ ...this.own, feedback });
        // What was typed while it was on its way is not sent yet.
        if (this.draft === sent) {
          this.draft = null;
          this.isChanging = false;
          this.ways.moveFocus(this.#at('[data-action=change-feedback]'));
        }
        this.#tell('good', text('feedbackSent'));
      },
      (failure) => this.#refuse(failure),
    );
  }

  ask(): void {
    this.isAsking = true;
    this.problem = null;
    this.viewing.changed();
  }

  close(): void {
    this.isAsking = false;
    this.viewing.changed();
  }

  async withdraw(): Promise<void> {
    const { client, text } = this.viewing;
    if (!client || this.isBusy) return;
    this.problem = null;
    await this.#submission.run(
      async () => {
        await sessionCalls(client.api).withdrawFeedback(this.slot.id);
        if (this.own) this.latest.take({ ...this.own, feedback: null });
        this.draft = null;
        this.isChanging = this.isAsking = false;
        this.ways.moveFocus(this.#at(this.refused ? '[data-action=record]' : 'input[type=radio]'));
        this.#tell('good', text('feedbackWithdrawn'));
      },
      (failure) => {
        this.problem = passingNotice(this.viewing, failure);
      },
    );
  }

  /** Where the service says why not, that stands in place of the form, with what was typed. */
  #refuse(failure: Failure): void {
    if (this.own && refusals.has(failure.code)) {
      this.latest.take({ ...this.own, refused: failure.code as FeedbackRefusal });
      this.ways.say(whyRefused(this.viewing, this) ?? '');
      void this.read();
      return;
    }
    this.notice = passingNotice(this.viewing, failure);
    this.ways.say(this.notice.text);
  }

  #tell(tone: Notice['tone'], text: string): void {
    this.notice = { tone, text, reference: null };
    this.ways.say(text);
    this.viewing.changed();
  }

  #at(selector: string): string {
    return `[data-id="${this.slot.id}"] ${selector}`;
  }
}

/** Why feedback cannot be given or changed, in words; null where it can. */
export function whyRefused({ text, viewer }: Viewing<SlotsName>, form: FeedbackForm): string | null {
  const { refused, own, slot } = form;
  if (!refused || !own) return null;
  return text(refused, { name: slot.alumniName, when: whenLong(viewer, own.closesAt) });
}
