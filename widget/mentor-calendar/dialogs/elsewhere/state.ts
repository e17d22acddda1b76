import type { BusyCalendar } from '@mentor-slots/contract';
import { busyCalendarCalls } from '../../../client/busy/busy-calendar-calls.ts';
import type { Failure } from '../../../client/failure.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { DialogContext } from '../dialog-context.ts';
import type { Problem } from '../problem.ts';

/** What stands in the form for one calendar. */
export interface Row {
  url: string;
  label: string;
}

/** So many may be named. */
export const most = 5;
/** How often, and how many times, it is asked how reading goes. */
const pace = 1_500;
const tries = 14;
/** The service reads none again that it has read so shortly before, ms. */
const justRead = 60_000;

/** The calendars that the alumnus keeps elsewhere, while their dialog is open. */
export class Elsewhere {
  isOpen = false;
  /** Null: not known yet. */
  rows: readonly Row[] | null = null;
  /** Rows whose address cannot be one, by their place. */
  wrong: ReadonlySet<number> = new Set();
  problem: Problem | null = null;
  isSaved = false;
  #known: readonly BusyCalendar[] = [];
  /** When each was read before it was saved; null while nothing is awaited. */
  #before: ReadonlyMap<string, string | null> | null = null;
  #opened = 0;
  #saved = 0;
  readonly #submission: Submission;

  constructor(private readonly context: DialogContext) {
    this.#submission = new Submission(context.viewing);
  }

  get isBusy(): boolean {
    return this.#submission.isBusy(String(this.#opened));
  }

  open(): void {
    this.#opened++;
    this.isOpen = true;
    this.read();
  }

  close(): void {
    this.#opened++;
    this.isOpen = false;
    this.rows = null;
    this.isSaved = false;
    this.#reset();
  }

  read(): void {
    this.#ask(async (calls) => (await calls.read()).calendars);
  }

  set(at: number, change: Partial<Row>): void {
    this.rows = (this.rows ?? []).map((row, place) => (place === at ? { ...row, ...change } : row));
    this.#reset();
  }

  add(): void {
    this.rows = [...(this.rows ?? []), { url: '', label: '' }];
    this.#reset(`[name=url-${this.rows.length - 1}]`);
  }

  remove(at: number): void {
    const rows = (this.rows ?? []).filter((_, place) => place !== at);
    this.rows = rows.length ? rows : [{ url: '', label: '' }];
    this.#reset(`[name=url-${Math.min(at, this.rows.length - 1)}]`);
  }

  save(): void {
    const rows = (this.rows ?? []).filter(({ url }) => url.trim());
    const calendars = rows.map(({ url, label }) => ({ url: url.trim(), label: label.trim() || null }));
    const before = new Map(this.#known.map(({ url, checkedAt }) => [url, checkedAt]));
    this.isSaved = false;
    this.#ask(
      async (calls) => {
        const saved = (await calls.change({ calendars })).calendars;
        this.#before = before;
        this.context.readBusy();
        void this.#follow(++this.#saved);
        return saved;
      },
      () => {
        this.isSaved = true;
      },
    );
  }

  /** How reading a row's calendar went; null where the row is not saved as it stands. */
  readingOf({ url }: Row): BusyCalendar | null {
    return this.#known.find((one) => one.url === url) ?? null;
  }

  /** Is it being read, since it was saved? */
  isAwaited({ url, checkedAt }: BusyCalendar): boolean {
    const { now } = this.context.viewing;
    if (!this.#before || (checkedAt && checkedAt !== this.#before.get(url))) return false;
    return !checkedAt || now - Date.parse(checkedAt) > justRead;
  }

  get isReading(): boolean {
    return this.#known.some((one) => this.isAwaited(one));
  }

  /** Asks how reading goes, whether the dialog is still open or not: what is busy stands in the calendar then. */
  async #follow(turn: number): Promise<void> {
    const { viewing } = this.context;
    for (let times = 0; times < tries; times++) {
      await new Promise((resolve) => setTimeout(resolve, pace));
      const { client } = viewing;
      if (turn !== this.#saved || !client || !this.isReading) break;
      const read = await busyCalendarCalls(client.api)
        .read()
        .catch(() => null);
      if (read && turn === this.#saved) this.#known = read.calendars;
      viewing.changed();
    }
    if (turn !== this.#saved) return;
    this.#before = null;
    this.context.readBusy();
    viewing.changed();
  }

  /** Runs a call, whose answer is how the calendars stand, and `done`, unless the dialog has been closed meanwhile. */
  #ask(
    call: (calls: ReturnType<typeof busyCalendarCalls>) => Promise<readonly BusyCalendar[]>,
    done = () => {},
  ): void {
    const { client } = this.context.viewing;
    const opened = this.#opened;
    const sent = this.rows;
    if (!client) return;
    this.#reset();
    void this.#submission.run(
      async () => {
        const calendars = await call(busyCalendarCalls(client.api));
        this.#known = calendars;
        if (opened !== this.#opened) return;
        done();
        // What was typed meanwhile is still to be saved.
        if (this.rows !== sent) return;
        const rows = calendars.map(({ url, label }) => ({ url, label: label ?? '' }));
        this.rows = rows.length ? rows : [{ url: '', label: '' }];
      },
      (failure) => {
        if (opened === this.#opened) this.#refuse(failure);
      },
      // What an earlier opening still waits for is not waited for now.
      String(opened),
    );
  }

  #refuse(failure: Failure): void {
    const { viewing } = this.context;
    this.problem = passingNotice(viewing, failure);
    if (failure.facts.field !== 'calendars') return;
    this.problem = { tone: 'bad', text: viewing.text('elsewhereRefused'), reference: null };
    const urls = (this.rows ?? []).map(({ url }) => url.trim());
    const isWrong = (url: string, at: number) =>
      url && (!/^(https|webcals?):\/\/[^/@]+(\/|$)/i.test(url) || urls.indexOf(url) < at);
    this.wrong = new Set(urls.flatMap((url, at) => (isWrong(url, at) ? [at] : [])));
    this.#focus('[aria-invalid]');
  }

  #reset(focus?: string): void {
    this.problem = null;
    this.wrong = new Set();
    this.context.viewing.changed();
    if (focus) this.#focus(focus);
  }

  #focus(selector: string): void {
    requestAnimationFrame(() =>
      this.context.root.querySelector<HTMLElement>(`.calendars-elsewhere ${selector}`)?.focus(),
    );
  }
}
