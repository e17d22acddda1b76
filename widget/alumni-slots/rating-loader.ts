import type { Rating } from '@mentor-slots/contract';
import { LazyFile } from '../element/lazy-file.ts';
import type { Viewing } from '../element/viewing.ts';
import type { SlotsName } from '../text/names.ts';
import type { ShownRating } from './rating/index.ts';

/** What students say of an alumnus: read once the sessions are there, which it must not delay, and only drawn if there is something. */
export class RatingLoader {
  #alumniId = '';
  #wasLive = false;
  #rating: ShownRating | null = null;
  readonly #file: LazyFile<typeof import('./rating/index.ts')>;

  constructor(private readonly viewing: Viewing<SlotsName>) {
    this.#file = new LazyFile(viewing, () => import('./rating/index.ts'));
  }

  /** Another alumnus's sessions are shown. */
  clear(): void {
    this.#rating = null;
    this.#alumniId = '';
  }

  /** With each drawing of sessions of that alumnus: reads it, and anew after each time without a connection. */
  async load(alumniId: string): Promise<void> {
    const { client, changed } = this.viewing;
    const isLive = client?.connection === 'live';
    const isBack = isLive && !this.#wasLive;
    this.#wasLive = isLive;
    if (!client || (alumniId === this.#alumniId && !isBack)) return;
    this.#alumniId = alumniId;
    const path = `/api/slots/alumni/${encodeURIComponent(alumniId)}/rating`;
    // Nobody misses a rating that does not come; what was known stays.
    const { body } = await client.api.http<Rating>(path).catch(() => ({ body: null }));
    if (!body || alumniId !== this.#alumniId) return;
    const { count, average } = body;
    this.#rating = count === null || average === null ? null : { count, average };
    if (this.#rating) await this.#file.prefetch();
    changed();
  }

  render(): unknown {
    return this.#rating && this.#file.file?.ratingLine(this.viewing, this.#rating);
  }
}
