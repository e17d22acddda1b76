/** Why a request had no answer that the page could read; fetched when there is one, for browsers do not say. */
import { Failure } from '../failure.ts';
import type { World } from '../world.ts';

const patience = 8_000;
/** The services of which the developer was told. */
const told = new Set<string>();

/** `origin_not_allowed` where the service at `api` answers, but not this page; else `offline`. */
export async function whyUnanswered(api: string, world: Pick<World, 'fetch' | 'after'>): Promise<Failure> {
  if (!(await refusesPage(api, world))) return new Failure('offline', 'The service cannot be reached.');
  if (!told.has(api)) {
    told.add(api);
    console.error(
      `mentor-slots: ${api} refuses pages of ${location.origin}. Put ${location.origin} into ALLOWED_ORIGINS of the service. ` +
        'diagnose() of an element says more.',
    );
  }
  return new Failure('origin_not_allowed', 'The service does not accept this page.');
}

/**
 * Any page may read the elements' script, so who answers with it is the service, not a proxy that stands in front of one that is
 * away. If the API has no answer even now, it refuses this page.
 */
export async function refusesPage(api: string, world: Pick<World, 'fetch' | 'after'>): Promise<boolean> {
  const script = await answer(`${api}/mentor-slots.js`, 'HEAD', world);
  if (!script || script.status >= 500) return false;
  return (await answer(`${api}/api/slots/alumni/origin`, 'GET', world)) === null;
}

async function answer(
  url: string,
  method: string,
  world: Pick<World, 'fetch' | 'after'>,
): Promise<Response | null> {
  const abort = new AbortController();
  const stop = world.after(patience, () => abort.abort());
  try {
    return await world.fetch(url, { method, credentials: 'omit', cache: 'no-store', signal: abort.signal });
  } catch {
    return null;
  } finally {
    stop();
  }
}
