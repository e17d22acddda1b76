import type { PlannedDate, Scope, SlotView } from '@mentor-slots/contract';
import type { Day } from '../../../calendar/dates.ts';
import type { Failure } from '../../../client/failure.ts';
import type { SlotClient } from '../../../client/slot-client.ts';
import { SlotUpdatedEvent } from '../../../element/events.ts';
import { explain, report } from '../../../element/failures.ts';
import type { Notice } from '../../../look/notice.ts';
import type { Clash } from '../clashes.ts';
import type { CalendarHost } from '../dialog-context.ts';
import type { Kit } from '../dialogs.ts';
import {
  changeBody,
  createBody,
  draftOf,
  type Field,
  type FormDraft,
  fieldOf,
  findings,
  timesBody,
  withField,
} from './draft.ts';
import { SeriesPlan } from './series-plan.ts';

/** The form while it is open: what is typed, what it would come to, what is wrong with it, and sending it once. */
export class SlotEditing {
  /** The session that is edited; null for a new one. */
  slot: SlotView | null = null;
  /** How much of its series is edited. */
  scope: Scope = 'this';
  draft: FormDraft | null = null;
  isBusy = false;
  /** What is wrong with the whole. */
  problem: (Notice & { clashes: readonly Clash[] }) | null = null;
  readonly plan: SeriesPlan;

  /** A sentence for each field that is not right. */
  #wrong: Partial<Record<Field, string>> = {};
  /** Dates that are not wanted. */
  #skip: ReadonlySet<Day> = new Set();
  #opened = 0;
  #left: { target: string; draft: FormDraft; skip: ReadonlySet<Day> } | null = null;
  readonly #publishing;

  constructor(
    private readonly host: CalendarHost,
    private readonly kit: Kit,
  ) {
    this.#publishing = kit.newPublishing();
    this.plan = new SeriesPlan(() => host.viewing.client, host.viewing.changed);
  }

  /** What was typed before closing without saving is there again. */
  open(slot: SlotView | null, fresh: FormDraft): void {
    const target = slot ? `${slot.id} ${slot.version}` : `${fresh.date} ${fresh.timeZone}`;
    const left = this.#left?.target === target ? this.#left : null;
    this.#opened++;
    this.slot = slot;
    this.scope = 'this';
    this.draft = left?.draft ?? fresh;
    this.#skip = left?.skip ?? new Set();
    this.#left = { target, draft: this.draft, skip: this.#skip };
    this.#wrong = {};
    this.problem = null;
    this.plan.forget(true);
    this.#changed();
  }

  /** What is typed is not wanted any more. */
  discard(): void {
    this.#left = null;
  }

  close(): void {
    if (this.#left && this.draft) this.#left = { ...this.#left, draft: this.draft, skip: this.#skip };
    this.draft = null;
    this.#changed();
  }

  set<F extends Field>(field: F, value: FormDraft[F]): void {
    if (!this.draft) return;
    this.draft = withField(this.draft, field, value);
    const { [field]: _, ...others } = this.#wrong;
    this.#wrong = others;
    this.problem = null;
    this.#changed();
  }

  choose(scope: Scope): void {
    this.scope = scope;
    this.problem = null;
    this.#changed();
  }

  /** Leaves a date out, or takes it in again. */
  leaveOut(date: Day, isOut: boolean): void {
    this.#skip = new Set(isOut ? [...this.#skip, date] : [...this.#skip].filter((one) => one !== date));
    this.problem = null;
    this.#changed();
  }

  isOut({ date, clash }: PlannedDate): boolean {
    return clash !== null || this.#skip.has(date);
  }

  /** How many sessions would be made; null while that is not known. */
  get count(): number | null {
    return this.plan.dates?.filter((date) => !this.isOut(date)).length ?? null;
  }

  /** What is wrong with a field: as found here, or as the service says of the plan. */
  wrong(field: Field): string | undefined {
    const { failure } = this.plan;
    const planned =
      failure && fieldOf(failure.facts.field) === field ? explain(this.host.viewing, failure) : undefined;
    return this.#wrong[field] ?? planned;
  }

  reached(scope: Scope): readonly SlotView[] {
    return this.slot ? this.kit.sessionsIn(this.host.slots(), this.slot, scope, this.host.viewing.now) : [];
  }

  async submit(): Promise<void> {
    const { draft, slot, scope, host } = this;
    const client = host.viewing.client;
    if (!draft || !client || this.isBusy || !this.#check(draft)) return;
    const opened = this.#opened;
    this.isBusy = true;
    this.problem = null;
    host.viewing.changed();
    try {
      const saved = slot
        ? await this.#change(client, slot, draft, scope)
        : await this.#create(client, draft, opened);
      if (saved && opened === this.#opened) {
        this.discard();
        this.#saved(draft, saved);
      }
    } catch (error) {
      const failure = report(host.viewing, error);
      // Another form may be open by now.
      if (opened === this.#opened) this.#refuse(failure);
    } finally {
      this.isBusy = false;
      host.viewing.changed();
    }
  }

  /** Null where no date is left, or the form has been closed before it was sent. */
  async #create(client: SlotClient, draft: FormDraft, opened: number): Promise<readonly SlotView[] | null> {
    // What is left out goes by what the service says of the dates that are sent, not of those before.
    if (draft.every) await this.plan.settled();
    if (opened !== this.#opened || !this.draft) return null;
    const { dates } = this.plan;
    if (draft.every && dates && !this.count) {
      const name = dates.every(({ clash }) => clash) ? 'allClash' : 'noDateLeft';
      this.#say(this.host.viewing.text(name));
      return null;
    }
    const out = dates?.filter((date) => this.isOut(date)).map(({ date }) => date);
    const body = createBody(draft, out ?? [...this.#skip]);
    return this.kit.announceNew(this.host, await this.#publishing.send(client.api.publish, body));
  }

  async #change(client: SlotClient, slot: SlotView, draft: FormDraft, scope: Scope) {
    const { host } = this;
    const body = changeBody(slot, draft);
    if (!body) return [];
    const slots = await client.api.change(slot.id, scope, body);
    const own = slots.find(({ id }) => id === slot.id) ?? slots[0] ?? slot;
    const when = host.show(own);
    const { text } = host.viewing;
    if (slots.length > 1) host.say(text('saidSavedMany', { count: slots.length }), own.id);
    else host.say(text('saidSaved', { when }), own.id);
    for (const one of slots) host.tell(new SlotUpdatedEvent(one));
    return [own, ...slots.filter((one) => one !== own)];
  }

  /** Closes, unless something was typed while it was on its way: that is then a change of what was saved. */
  #saved(sent: FormDraft, [first, ...others]: readonly SlotView[]): void {
    const { draft } = this;
    if (first && draft && draft !== sent && changeBody(first, draft)) {
      this.slot = first;
      this.scope = others.length ? 'series' : 'this';
      this.draft = { ...draft, every: '' };
      this.#left = { target: `${first.id} ${first.version}`, draft: this.draft, skip: new Set() };
      this.#say(this.host.viewing.text('typedMeanwhile'), 'warn');
    } else this.draft = null;
  }

  #check(draft: FormDraft): boolean {
    const { text } = this.host.viewing;
    const found = this.#findings(draft);
    this.#wrong = {};
    for (const [field, name] of Object.entries(found)) this.#wrong[field as Field] = text(name);
    const count = Object.keys(found).length;
    if (count) this.#say(text('checkForm', { count }));
    return count === 0;
  }

  #findings(draft: FormDraft): ReturnType<typeof findings> {
    const found = findings(draft, this.host.viewing.now);
    const before = this.slot && draftOf(this.slot);
    const isSameStart = before?.date === draft.date && before.startTime === draft.startTime;
    if (isSameStart && before.timeZone === draft.timeZone && found.startTime === 'start_in_past') {
      delete found.startTime;
    }
    return found;
  }

  #refuse(failure: Failure): void {
    const { viewing } = this.host;
    const { text } = viewing;
    const field = fieldOf(failure.facts.field);
    if (field) {
      this.#wrong = { [field]: explain(viewing, failure) };
      this.#say(text('checkForm', { count: 1 }));
      return;
    }
    const clashes = this.kit.clashesOf(failure);
    const isSeries = Boolean(this.draft?.every);
    if (!clashes.length) this.#say(explain(viewing, failure), 'bad', [], failure.requestId);
    else this.#say(text(isSeries ? 'clashesLeftOut' : 'clashes'), 'bad', clashes);
    if (isSeries && clashes.length) {
      this.#skip = new Set([...this.#skip, ...clashes.map(({ date }) => date)]);
      this.plan.forget();
      this.#changed();
    }
  }

  #say(
    text: string,
    tone: Notice['tone'] = 'bad',
    clashes: readonly Clash[] = [],
    reference: string | null = null,
  ): void {
    this.problem = { tone, text, reference, clashes };
    this.host.viewing.changed();
  }

  /** Draws again, and asks what the form would come to, where it is complete and the answer could matter. */
  #changed(): void {
    const { draft, slot, scope } = this;
    const isAsked = draft && scope === 'this' && !Object.keys(this.#findings(draft)).length;
    const before = slot && draftOf(slot);
    const times = isAsked ? timesBody(draft) : null;
    const isMoved = times && !(before && JSON.stringify(timesBody(before)) === JSON.stringify(times));
    if (isMoved) this.plan.ask(slot ? { slotId: slot.id } : {}, times);
    else this.plan.forget(true);
    this.host.viewing.changed();
  }
}
