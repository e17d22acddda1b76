import { whenLong, whenOf } from '../../calendar/format.ts';
import type { Failure } from '../../client/failure.ts';
import { explain } from '../../element/failures.ts';
import { type Passing, passing } from '../../element/submission/outage.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { Notice } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';

/**
 * Why the service refuses to book, to wait, to move or to cancel: until when it would have been possible, or from when on, how
 * many seats one may hold, or which session is in the way, where that is why.
 */
export function explainRefusal(viewing: Viewing<SlotsName>, failure: Failure): string {
  const { code, facts } = failure;
  if (code === 'limit_reached') {
    const name = facts.scope === 'alumnus' ? 'limitWithMentor' : code;
    return viewing.text(name, { count: Number(facts.limit) });
  }
  if (code === 'slot_full') return viewing.text(facts.mayWait === true ? 'seatTakenWait' : 'seatTakenNote');
  const { startsAt, endsAt } = facts;
  if (code === 'student_conflict' && typeof startsAt === 'string' && typeof endsAt === 'string') {
    return viewing.text('conflictNote', { when: whenOf(viewing.viewer, { startsAt, endsAt }) });
  }
  const at = facts.closedAt ?? facts.opensAt ?? facts.until;
  const when = typeof at === 'string' ? whenLong(viewing.viewer, at) : null;
  return (when && viewing.tellText(code, { when })) || explain(viewing, failure);
}

/** The same as a notice, with the reference that finds a fault of the service in its log. `text`: what is said instead. */
export function refusalNotice(
  viewing: Viewing<SlotsName>,
  failure: Failure,
  text = explainRefusal(viewing, failure),
): Notice & Passing {
  const reference = failure.status >= 500 ? failure.requestId : null;
  return { tone: 'bad', text, reference, ...passing(failure) };
}
