import type { mostLinks, SessionNotes } from '@mentor-slots/contract';
import type { Failure } from '../../../client/failure.ts';
import { sessionCalls } from '../../../client/session/session-calls.ts';
import { passingNotice } from '../../../element/submission/outage.ts';
import { Submission } from '../../../element/submission/submission.ts';
import type { DialogContext } from '../../dialogs/dialog-context.ts';
import type { Problem } from '../../dialogs/problem.ts';
import type { SessionRecords } from './records.ts';

/** So many links a session may have. */
export const most: typeof mostLinks = 20;

/** A link as it is typed. */
export interface TypedLink {
  url: string;
  label: string;
}

/** Notes of a session as they are typed. */
export interface NotesDraft {
  text: string;
  links: readonly TypedLink[];
  /** When what it began from was written; null: nothing was. */
  begunFrom: string | null;
  /** Links whose address cannot be one, by their place. */
  wrong: ReadonlySet<number>;
  problem: Problem | null;
}

/** The notes that are being written, by their session. What is typed stays until it is saved or given up, on whichever day one looks. */
export class NotesEditing {
  readonly #drafts = new Map<string, NotesDraft>();
  readonly #submission: Submission;

  constructor(
    private readonly context: DialogContext,
    private readonly records: SessionRecords,
  ) {
    this.#submission = new Submission(context.viewing);
  }

  /** Null: they are not being written. */
  draftOf(slotId: string): NotesDraft | null {
    return this.#drafts.get(slotId) ?? null;
  }

  isBusy(slotId: string): boolean {
    return this.#submission.isBusy(slotId);
  }

  open(slotId: string, { text, links, updatedAt }: SessionNotes): void {
    const typed = links.map(({ url, label }) => ({ url, label: label ?? '' }));
    const draft = { text, links: typed, begunFrom: updatedAt, wrong: new Set<number>(), problem: null };
    this.context.clearNotice();
    this.#drafts.set(slotId, draft);
    this.#changed(slotId, 'textarea');
  }

  giveUp(slotId: string): void {
    this.#drafts.delete(slotId);
    this.#changed(slotId, '[data-action=notes]');
  }

  type(slotId: string, text: string): void {
    this.#set(slotId, { text, problem: null });
  }

  typeLink(slotId: string, at: number, change: Partial<TypedLink>): void {
    const { links = [], wrong = [] } = this.draftOf(slotId) ?? {};
    this.#set(slotId, {
      links: links.map((link, place) => (place === at ? { ...link, ...change } : link)),
      wrong: new Set([...wrong].filter((place) => place !== at)),
      problem: null,
    });
  }

  addLink(slotId: string): void {
    const { links = [] } = this.draftOf(slotId) ?? {};
    if (links.length >= most) return;
    this.#set(slotId, { links: [...links, { url: '', label: '' }] });
    this.#changed(slotId, `[name=url-${links.length}]`);
  }

  removeLink(slotId: string, at: number): void {
    const { links = [] } = this.draftOf(slotId) ?? {};
    this.#set(slotId, {
      links: links.filter((_, place) => place !== at),
      wrong: new Set(),
      problem: null,
    });
    this.#changed(slotId, '[data-action=add-link]');
  }

  save(slotId: string): void {
    const { client } = this.context.viewing;
    const draft = this.draftOf(slotId);
    if (!client || !draft || this.isBusy(slotId)) return;
    const wrong = wrongLinks(draft.links);
    this.#set(slotId, { wrong, problem: null });
    if (wrong.size) {
      this.#changed(slotId, '[aria-invalid]');
      return;
    }
    const sent = this.draftOf(slotId);
    const links = draft.links
      .filter(isFilled)
      .map(({ url, label }) => ({ url: url.trim(), label: label.trim() || null }));
    void this.#submission.run(
      async () => {
        const notes = await sessionCalls(client.api).writeNotes(slotId, { text: draft.text, links });
        this.records.of(slotId).notes.take(notes);
        this.#saved(slotId, sent, notes);
      },
      (failure) => this.#refuse(slotId, draft, failure),
      slotId,
    );
  }

  /** What was typed while it was on its way is still to be saved. */
  #saved(slotId: string, sent: NotesDraft | null, { updatedAt }: SessionNotes): void {
    const { viewing, notify } = this.context;
    if (this.draftOf(slotId) === sent) {
      this.giveUp(slotId);
      notify(viewing.text('saidNotes'), slotId);
      return;
    }
    const problem = { tone: 'warn', text: viewing.text('typedMeanwhile'), reference: null } as const;
    this.#set(slotId, { begunFrom: updatedAt, problem });
  }

  #refuse(slotId: string, { links }: NotesDraft, failure: Failure): void {
    const { field, index } = failure.facts;
    // The service counts those that were sent.
    const places = links.flatMap((link, place) => (isFilled(link) ? [place] : []));
    const wrong = field === 'links' && typeof index === 'number' ? places[index] : undefined;
    if (wrong === undefined) this.#set(slotId, { problem: passingNotice(this.context.viewing, failure) });
    else {
      this.#set(slotId, { wrong: new Set([wrong]) });
      this.#changed(slotId, '[aria-invalid]');
    }
  }

  #set(slotId: string, change: Partial<NotesDraft>): void {
    const draft = this.draftOf(slotId);
    if (draft) this.#drafts.set(slotId, { ...draft, ...change });
    this.context.viewing.changed();
  }

  /** Draws again; then the focus goes on within the session. */
  #changed(slotId: string, focus: string): void {
    const { viewing, root } = this.context;
    viewing.changed();
    requestAnimationFrame(() =>
      root.querySelector<HTMLElement>(`[data-id="${slotId}"] .notes ${focus}`)?.focus(),
    );
  }
}

function isFilled({ url, label }: TypedLink): boolean {
  return Boolean(url.trim() || label.trim());
}

/** The places of those that cannot be opened: other than https, with a name or password in them, or none at all beside a title. */
function wrongLinks(links: readonly TypedLink[]): ReadonlySet<number> {
  return new Set(links.flatMap((link, at) => (isFilled(link) && !isLink(link.url.trim()) ? [at] : [])));
}

function isLink(text: string): boolean {
  if (!/^https:\/\/[^\s\\]+$/.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return !username && !password;
}
