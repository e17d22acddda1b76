import { whenLong } from '../../calendar/format.ts';
import type { Failure } from '../../client/failure.ts';
import { explain } from '../../element/failures.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';

/**
 * Why the service refuses to book, to wait or to cancel: until when it would have been possible, or from when on, or how many
 * seats one may hold, where that is why.
 */
export function explainRefusal(viewing: Viewing<SlotsName>, failure: Failure): string {
  const { code, facts } = failure;
  if (code === 'limit_reached') {
    const name = facts.scope === 'alumnus' ? 'limitWithMentor' : code;
    return viewing.text(name, { count: Number(facts.limit) });
  }
  const at = facts.closedAt ?? facts.opensAt ?? facts.until;
  const when = typeof at === 'string' ? whenLong(viewing.viewer, at) : null;
  return (when && viewing.tellText(code, { when })) || explain(viewing, failure);
}
