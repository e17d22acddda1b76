import { html, nothing, type TemplateResult } from 'lit';
import { isPast, type Passing } from '../../element/submission/outage.ts';
import { type Notice, noticeLine } from '../../look/notice.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';
import { type Clash, clashList } from './clashes.ts';

/** Why a dialog could not do what was asked, and which sessions are in the way. */
export interface Problem extends Notice, Passing {
  clashes?: readonly Clash[];
}

/** The place in a dialog where its problem is shown, and spoken, until the service that could not be reached is back. */
export function problemAlert(problem: Problem | null, viewing: CalendarViewing): TemplateResult {
  return html`<div role="alert">
    ${problem && !isPast(problem, viewing) ? noticeLine(problem, viewing.text, clashList(problem.clashes ?? [], viewing)) : nothing}
  </div>`;
}
