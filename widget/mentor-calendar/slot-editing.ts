import type { Series, SlotView } from '@mentor-slots/contract';
import type { Day } from '../calendar/dates.ts';
import type { Failure } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { Stage } from '../element/stage.ts';
import type { Said } from '../look/note-line.ts';
import {
  changeBody,
  clashes,
  createBody,
  draftOf,
  type Field,
  type FormDraft,
  fieldOf,
  findings,
  seriesDays,
  withField,
} from './form-draft.ts';

/** A session in the way, as the service tells it. */
export interface Clash {
  date: Day;
  startsAt: string;
  endsAt: string;
  description: string | null;
}

/** What the form needs of the element. */
export interface EditingHost {
  stage: Pick<Stage, 'client' | 'now' | 'text' | 'explain' | 'report' | 'changed'>;
  slots(): readonly SlotView[];
  created(slots: readonly SlotView[]): void;
  updated(slot: SlotView): void;
}

/** The form while it is open: what is typed, what is wrong with it, and sending it once. */
export class SlotEditing {
  /** The session that is edited; null for a new one. */
  slot: SlotView | null = null;
  draft: FormDraft | null = null;
  isBusy = false;
  /** A sentence for each field that is not right. */
  wrong: Partial<Record<Field, string>> = {};
  /** What is wrong with the whole. */
  problem: (Said & { clashes: readonly Clash[] }) | null = null;

  /** Sessions in the way that only the service knew of. */
  #refused = new Map<Day, string | null>();
  #sent = { body: '', key: '' };
  #opened = 0;
  #left: { target: string; draft: FormDraft } | null = null;

  constructor(private readonly host: EditingHost) {}

  /** What was typed before closing without saving is there again. */
  open(slot: SlotView | null, fresh: FormDraft): void {
    const target = targetOf(slot, fresh);
    this.#opened++;
    this.slot = slot;
    this.draft = this.#left?.target === target ? this.#left.draft : fresh;
    this.#left = { target, draft: this.draft };
    this.#forget();
    this.host.stage.changed();
  }

  /** What is typed is not wanted any more. */
  discard(): void {
    this.#left = null;
  }

  close(): void {
    if (this.#left && this.draft) this.#left.draft = this.draft;
    this.draft = null;
    this.host.stage.changed();
  }

  set<F extends Field>(field: F, value: FormDraft[F]): void {
    if (!this.draft) return;
    this.draft = withField(this.draft, field, value);
    const { [field]: _, ...others } = this.wrong;
    this.wrong = others;
    this.problem = null;
    this.host.stage.changed();
  }

  /** The draft's days, each with the title of a session that is in its way (empty where it has none). */
  get days(): { day: Day; clash: string | null }[] {
    if (!this.draft) return [];
    const known = clashes(this.draft, this.host.slots(), this.slot?.id);
    return seriesDays(this.draft).map((day) => {
      const other = known.get(day);
      return { day, clash: other ? (other.description ?? '') : (this.#refused.get(day) ?? null) };
    });
  }

  async submit(): Promise<void> {
    const { draft, slot, host } = this;
    const client = host.stage.client;
    if (!draft || !client || this.isBusy || !this.#check(draft)) return;
    const opened = this.#opened;
    this.isBusy = true;
    this.problem = null;
    host.stage.changed();
    try {
      if (slot) await this.#change(client, slot, draft);
      else await this.#create(client, draft);
      this.discard();
      if (opened === this.#opened) this.draft = null;
    } catch (error) {
      const failure = host.stage.report(error);
      // Another form may be open by now.
      if (opened === this.#opened) this.#refuse(failure);
    } finally {
      this.isBusy = false;
      host.stage.changed();
    }
  }

  async #create(client: SlotClient, draft: FormDraft): Promise<void> {
    const skip = draft.every ? this.days.filter(({ clash }) => clash !== null).map(({ day }) => day) : [];
    const body = createBody(draft, skip);
    const text = JSON.stringify(body);
    // The same content is the same request, however often it is sent; other content is another.
    if (this.#sent.body !== text) this.#sent = { body: text, key: newKey() };
    const made = await client.request<SlotView | Series>('POST', '', body, this.#sent.key);
    this.#sent = { body: '', key: '' };
    this.host.created('slots' in made ? made.slots : [made]);
  }

  async #change(client: SlotClient, slot: SlotView, draft: FormDraft): Promise<void> {
    const body = changeBody(slot, draft);
    if (body) this.host.updated(await client.request('PATCH', `/${slot.id}`, body));
  }

  #check(draft: FormDraft): boolean {
    const found = findings(draft, this.host.stage.now);
    const before = this.slot && draftOf(this.slot);
    const isSameStart = before?.date === draft.date && before.startTime === draft.startTime;
    if (isSameStart && before.timeZone === draft.timeZone && found.startTime === 'start_in_past') {
      delete found.startTime;
    }
    const { days } = this;
    if (draft.every && days.length > 0 && days.every(({ clash }) => clash !== null))
      found.date ??= 'allClash';
    this.wrong = {};
    for (const [field, name] of Object.entries(found))
      this.wrong[field as Field] = this.host.stage.text(name);
    const count = Object.keys(found).length;
    this.problem = count
      ? { tone: 'bad', text: this.host.stage.text('checkForm', { count }), reference: null, clashes: [] }
      : null;
    this.host.stage.changed();
    return count === 0;
  }

  #refuse(failure: Failure): void {
    const field = fieldOf(failure.facts.field);
    const text = this.host.stage.explain(failure);
    if (field) {
      this.wrong = { [field]: text };
      this.problem = {
        tone: 'bad',
        text: this.host.stage.text('checkForm', { count: 1 }),
        reference: null,
        clashes: [],
      };
      return;
    }
    const inTheWay = failure.code === 'slot_overlap' ? readClashes(failure.facts.clashes) : [];
    const isSeries = Boolean(this.draft?.every);
    if (isSeries) for (const { date, description } of inTheWay) this.#refused.set(date, description ?? '');
    this.problem = {
      tone: 'bad',
      text: inTheWay.length ? this.host.stage.text(isSeries ? 'clashesLeftOut' : 'clashes') : text,
      reference: inTheWay.length ? null : failure.requestId,
      clashes: inTheWay,
    };
  }

  #forget(): void {
    this.wrong = {};
    this.problem = null;
    this.#refused = new Map();
  }
}

function targetOf(slot: SlotView | null, fresh: FormDraft): string {
  return slot ? `${slot.id} ${slot.version}` : `${fresh.date} ${fresh.timeZone}`;
}

function readClashes(told: unknown): Clash[] {
  if (!Array.isArray(told)) return [];
  return (told as Partial<Clash>[]).flatMap(({ date, startsAt, endsAt, description }) =>
    date && startsAt && endsAt ? [{ date, startsAt, endsAt, description: description ?? null }] : [],
  );
}

/** `randomUUID` is there in secure contexts only. */
function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
