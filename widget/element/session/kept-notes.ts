import type { Recording, SessionNotes } from '@mentor-slots/contract';
import { sessionCalls } from '../../client/session/session-calls.ts';
import type { Viewing } from '../viewing.ts';
import { Latest } from './latest.ts';

/** The notes of one session for all who were in it, as last read. To be read anew through `SessionNews`. */
export class KeptNotes extends Latest<SessionNotes> {
  /** Addresses that players have, by recording: another one would begin the recording anew. */
  readonly #addresses = new Map<string, { url: string; isTried: boolean }>();
  readonly #broken = new Set<string>();

  constructor(
    viewing: Viewing,
    slotId: string,
    /** They are others than were shown before. */
    private readonly changed: () => void = () => {},
  ) {
    super(viewing, (api) => sessionCalls(api).notes(slotId));
  }

  override take(notes: SessionNotes): void {
    const before = this.value;
    super.take(notes);
    const ids = new Set(notes.recordings.map(({ id }) => id));
    for (const id of this.#addresses.keys()) if (!ids.has(id)) this.#addresses.delete(id);
    if (before && contentOf(before) !== contentOf(notes)) this.changed();
  }

  /** Where a player finds a recording: the same address for as long as it plays. */
  addressOf({ id, url }: Recording): string {
    const kept = this.#addresses.get(id);
    if (kept) return kept.url;
    this.#addresses.set(id, { url, isTried: false });
    return url;
  }

  /** Could not be played, with an address told just before, too. */
  isBroken({ id }: Recording): boolean {
    return this.#broken.has(id);
  }

  /** A player has found the recording at its address. */
  found({ id }: Recording): void {
    const kept = this.#addresses.get(id);
    if (kept) kept.isTried = false;
  }

  /** A player could not go on: its address ends after an hour. With a new one, unless that is the one that has just failed. */
  async renew({ id }: Recording): Promise<void> {
    const old = this.#addresses.get(id);
    if (old?.isTried) return this.#break(id);
    await this.#renewAddress(id);
    // The same again would fail again.
    if (this.#addresses.get(id)?.url === old?.url) this.#break(id);
  }

  /** Tries a broken one again. */
  async retry({ id }: Recording): Promise<void> {
    this.#broken.delete(id);
    await this.#renewAddress(id);
  }

  async #renewAddress(id: string): Promise<void> {
    this.#addresses.delete(id);
    await this.read();
    const url = this.value?.recordings.find((one) => one.id === id)?.url;
    if (this.failure || url === undefined) this.#break(id);
    else this.#addresses.set(id, { url, isTried: true });
  }

  #break(id: string): void {
    this.#broken.add(id);
    this.viewing.changed();
  }
}

/** All that is shown of them: addresses of recordings are others each time. */
function contentOf({ text, links, recordings }: SessionNotes): string {
  return JSON.stringify([text, links, recordings.map(({ id }) => id)]);
}
