import type { Rating } from '@mentor-slots/contract';
import { LazyFile } from '../element/lazy-file.ts';
import type { Viewing } from '../element/viewing.ts';
import type { SlotsName } from '../text/names.ts';

/** A rating where there is one. */
export type ShownRating = { [Field in keyof Rating]: NonNullable<Rating[Field]> };

/** What students say of an alumnus: read once the sessions are there, which it must not delay, and only drawn if there is something. */
export class RatingLoader {
  #alumniId = '';
  #rating: ShownRating | null = null;
  readonly #file: LazyFile<typeof import('./rating/index.ts')>;

  constructor(private readonly viewing: Viewing<SlotsName>) {
    this.#file = new LazyFile(viewing, () => import('./rating/index.ts'));
  }

  /** To be called once the sessions of that alumnus are shown. */
  async load(alumniId: string): Promise<void> {
    const { client, changed } = this.viewing;
    if (!client || alumniId === this.#alumniId) return;
    this.#alumniId = alumniId;
    this.#rating = null;
    const path = `/api/slots/alumni/${encodeURIComponent(alumniId)}/rating`;
    // Nobody misses a rating that does not come.
    const { body } = await client.api.http<Rating>(path).catch(() => ({ body: null }));
    if (!body?.count || body.average === null || alumniId !== this.#alumniId) return;
    this.#rating = { count: body.count, average: body.average };
    await this.#file.prefetch();
    changed();
  }

  render(): unknown {
    return this.#rating && this.#file.file?.ratingLine(this.viewing, this.#rating);
  }
}
