import type { CreateSlot, PreviewQuery, Scope, SlotView } from '@mentor-slots/contract';
import type { Day } from '../../../calendar/dates.ts';
import type { PublishingCalls } from '../../../client/calls/publishing-calls.ts';
import type { Failure } from '../../../client/failure.ts';
import { explain } from '../../../element/failures.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import { clashesOf } from '../clashes.ts';
import type { DialogContext } from '../dialog-context.ts';
import { Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { announceNew, callsOf, Publishing } from '../publishing.ts';
import { sessionsIn } from '../series-scope.ts';
import {
  changeBody,
  createBody,
  draftOf,
  type Field,
  type FormDraft,
  timesBody,
  withField,
} from './draft.ts';
import { areTimesRight, type Findings, findingsOf, refusedField } from './findings.ts';
import { saveChange } from './save-change.ts';

/** The form while it is open: what is typed, what it would come to, what is wrong with it, and sending it once. */
export class SlotEditing {
  /** The session that is edited; null for a new one. */
  slot: SlotView | null = null;
  /** How much of its series is edited. */
  scope: Scope = 'this';
  draft: FormDraft | null = null;
  /** What is wrong with the whole. */
  problem: Problem | null = null;
  readonly plan: Plan<{ query: PreviewQuery; body: CreateSlot }>;

  /** What is wrong with fields: as found here, and as the service has said of what was sent. */
  #found: Findings = {};
  #refused: Failure | null = null;
  #opened = 0;
  /** What was typed before closing without saving. */
  #left: { target: string; draft: FormDraft; skip: ReadonlySet<Day> } | null = null;
  readonly #publishing = new Publishing();
  readonly #submission: Submission;

  constructor(private readonly context: DialogContext) {
    const { viewing } = context;
    this.#submission = new Submission(viewing);
    this.plan = new Plan(
      ({ query, body }) => callsOf(viewing)?.preview(body, query) ?? null,
      viewing.changed,
    );
  }

  get isBusy(): boolean {
    return this.#submission.isBusy();
  }

  /** What was typed before closing without saving is there again. */
  open(slot: SlotView | null, fresh: FormDraft): void {
    const target = slot ? `${slot.id} ${slot.version}` : `${fresh.date} ${fresh.timeZone}`;
    const left = this.#left?.target === target ? this.#left : null;
    this.#opened++;
    this.slot = slot;
    this.scope = 'this';
    this.draft = left?.draft ?? fresh;
    this.plan.forget(true);
    this.plan.skip = left?.skip ?? new Set();
    this.#left = { target, draft: this.draft, skip: this.plan.skip };
    this.#found = {};
    this.#refused = null;
    this.#changed();
  }

  /** What is typed is not wanted any more. */
  discard(): void {
    this.#left = null;
  }

  close(): void {
    if (this.#left && this.draft) this.#left = { ...this.#left, draft: this.draft, skip: this.plan.skip };
    this.draft = null;
    this.#changed();
  }

  set<F extends Field>(field: F, value: FormDraft[F]): void {
    if (!this.draft) return;
    this.draft = withField(this.draft, field, value);
    const { [field]: _, ...others } = this.#found;
    this.#found = others;
    if (this.#refused && refusedField(this.#refused) === field) this.#refused = null;
    this.#changed();
  }

  choose(scope: Scope): void {
    this.scope = scope;
    this.#changed();
  }

  /** Leaves a date out, or takes it in again. */
  leaveOut(date: Day, isOut: boolean): void {
    this.plan.leaveOut(date, isOut);
    this.#changed();
  }

  /** How many sessions would be made; null while that is not known. */
  get count(): number | null {
    return this.plan.count;
  }

  /** A sentence about what is wrong with a field, as found here, or as the service says of it or of the plan. */
  wrong(field: Field): string | undefined {
    const { viewing } = this.context;
    const name = this.#found[field];
    if (name) return viewing.text(name);
    const refusals = [this.#refused, this.plan.failure];
    const refused = refusals.find((failure) => failure && refusedField(failure) === field);
    return refused ? explain(viewing, refused) : undefined;
  }

  /** All of the mentor's, as far as they are known. */
  get slots(): readonly SlotView[] {
    return this.context.slots();
  }

  reached(scope: Scope): readonly SlotView[] {
    const { slot, context } = this;
    return slot ? sessionsIn(context.slots(), slot, scope, context.viewing.now) : [];
  }

  async submit(): Promise<void> {
    const { draft, slot, scope, context } = this;
    const calls = callsOf(context.viewing);
    if (!draft || !calls || this.isBusy || !this.#check(draft)) return;
    const opened = this.#opened;
    this.problem = null;
    await this.#submission.run(
      async () => {
        const saved = await (slot
          ? saveChange(context, calls, slot, draft, scope)
          : this.#create(calls, draft, opened));
        if (!saved || opened !== this.#opened) return;
        this.discard();
        this.#saved(draft, saved);
      },
      (failure) => {
        // Another form may be open by now.
        if (opened === this.#opened) this.#refuse(failure);
      },
    );
  }

  /** Null where no date is left, or the form has been closed before it was sent. */
  async #create(
    calls: PublishingCalls,
    draft: FormDraft,
    opened: number,
  ): Promise<readonly SlotView[] | null> {
    // What is left out goes by what the service says of the dates that are sent, not of those before.
    if (draft.every) await this.plan.settled();
    if (opened !== this.#opened || !this.draft) return null;
    const { dates } = this.plan;
    if (draft.every && dates && !this.count) {
      this.#fail(this.context.viewing.text(dates.every(({ clash }) => clash) ? 'allClash' : 'noDateLeft'));
      return null;
    }
    const first = draft.every ? dates?.find((date) => !this.plan.isOut(date)) : undefined;
    const body = createBody(draft, this.plan.out, first?.startsAt);
    return announceNew(this.context, await this.#publishing.send(calls.publish, body));
  }

  /** Closes, unless something was typed while it was on its way: that is then a change of what was saved. */
  #saved(sent: FormDraft, [first, ...others]: readonly SlotView[]): void {
    const { draft } = this;
    if (first && draft && draft !== sent && changeBody(first, draft)) {
      this.slot = first;
      this.scope = others.length ? 'series' : 'this';
      this.draft = { ...draft, every: '' };
      this.#left = { target: `${first.id} ${first.version}`, draft: this.draft, skip: new Set() };
      this.#fail(this.context.viewing.text('typedMeanwhile'), { tone: 'warn' });
    } else this.draft = null;
  }

  #check(draft: FormDraft): boolean {
    const { viewing } = this.context;
    this.#found = findingsOf(this.slot, draft, viewing.now);
    this.#refused = null;
    const count = Object.keys(this.#found).length;
    if (count) this.#fail(viewing.text('checkForm', { count }));
    return count === 0;
  }

  #refuse(failure: Failure): void {
    const { viewing } = this.context;
    const clashes = clashesOf(failure);
    if (refusedField(failure)) {
      this.#found = {};
      this.#refused = failure;
      this.#fail(viewing.text('checkForm', { count: 1 }));
    } else if (!clashes.length) this.problem = passingNotice(viewing, failure);
    else if (this.draft?.every) {
      for (const { date } of clashes) this.plan.leaveOut(date, true);
      this.plan.forget();
      this.#changed();
      this.#fail(viewing.text('clashesLeftOut'), { clashes });
    } else this.#fail(viewing.text('clashes'), { clashes });
  }

  #fail(text: string, more: Partial<Problem> = {}): void {
    this.problem = { tone: 'bad', text, reference: null, ...more };
    this.context.viewing.changed();
  }

  /** Draws again, and asks what the form would come to, where its times are complete and the answer could matter. */
  #changed(): void {
    const { draft, slot, scope } = this;
    const { viewing } = this.context;
    this.problem = null;
    const isComplete = draft && areTimesRight(slot, draft, viewing.now);
    const times = isComplete && scope === 'this' ? timesBody(draft) : null;
    const before = slot && timesBody(draftOf(slot));
    const isMoved = times && JSON.stringify(before) !== JSON.stringify(times);
    if (isMoved) this.plan.ask({ query: slot ? { slotId: slot.id } : {}, body: times });
    else this.plan.forget(true);
    viewing.changed();
  }
}
