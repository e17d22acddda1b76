import { whenLong } from '../../calendar/format.ts';
import type { Failure } from '../../client/failure.ts';
import { explain } from '../../element/failures.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';

/** Why the service refuses to book or to cancel: until when it would have been possible, where that is why. */
export function explainRefusal(viewing: Viewing<SlotsName>, failure: Failure): string {
  const { code, facts } = failure;
  const { closedAt } = facts;
  const when = typeof closedAt === 'string' ? whenLong(viewing.viewer, closedAt) : null;
  return (when && viewing.tellText(code, { when })) || explain(viewing, failure);
}
