import type { Failure } from '../../client/failure.ts';
import type { Notice } from '../../look/notice.ts';
import { failureNotice } from '../failures.ts';
import type { Viewing } from '../viewing.ts';

/** What is said of a service that could not be reached: once it has been seen `away`, that is over when it is live again. */
export interface Passing {
  offline?: 'now' | 'away' | 'over';
}

/** To be put into what is said of a failure. */
export function passing({ code }: Failure): Passing {
  return /offline|timeout/.test(code) ? { offline: 'now' } : {};
}

/** A failure as it is said until the service is back, if it could not be reached. */
export function passingNotice(viewing: Viewing, failure: Failure): Notice & Passing {
  return { ...failureNotice(viewing, failure), ...passing(failure) };
}

/** Is the service back since? To be asked with each drawing. */
export function isPast(said: Passing, { client }: Viewing): boolean {
  if (said.offline === undefined) return false;
  const isLive = client?.connection === 'live';
  if (said.offline === 'now' && !isLive) said.offline = 'away';
  if (said.offline === 'away' && isLive) said.offline = 'over';
  return said.offline === 'over';
}
