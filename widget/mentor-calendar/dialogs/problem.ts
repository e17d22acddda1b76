import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../client/failure.ts';
import { failureNotice } from '../../element/failures.ts';
import { isPast, type Passing, passing } from '../../element/outage.ts';
import { type Notice, noticeLine } from '../../look/notice.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';
import { type Clash, clashList } from './clashes.ts';

/** Why a dialog could not do what was asked, and which sessions are in the way. */
export interface Problem extends Notice, Passing {
  clashes?: readonly Clash[];
}

/** A failure as a dialog says it. */
export function problemOf(viewing: CalendarViewing, failure: Failure): Problem {
  return { ...failureNotice(viewing, failure), ...passing(failure) };
}

/** The place in a dialog where its problem is shown, and spoken, until the service that could not be reached is back. */
export function problemAlert(problem: Problem | null, viewing: CalendarViewing): TemplateResult {
  return html`<div role="alert">
    ${problem && !isPast(problem, viewing) ? noticeLine(problem, viewing.text, clashList(problem.clashes ?? [], viewing)) : nothing}
  </div>`;
}
