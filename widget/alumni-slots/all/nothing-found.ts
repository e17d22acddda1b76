import { html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Lead } from './open-sessions.ts';
import type { Wanted } from './wanted.ts';

/** Where to go on from nothing. */
export interface Ways {
  /** Shows the soonest session that there is instead. */
  follow(lead: Lead): void;
  clearWords(): void;
  removeFilters(): void;
}

/** That nothing was found, in a few words. */
export function nothingText({ words, times, evenings }: Wanted): SlotsName {
  if (times === 'today') return evenings ? 'noneTonight' : 'noneToday';
  if (times === 'week') return evenings ? 'noneWeekEvenings' : 'noneWeek';
  if (evenings) return 'noneEvenings';
  return words ? 'noneFor' : 'none';
}

/** Instead of rows: what was not found, the soonest that would be, and the ways to more. */
export function nothingFound(
  { text, viewer }: Viewing<SlotsName>,
  wanted: Wanted,
  lead: Lead | null,
  ways: Ways,
): TemplateResult {
  const { words, times, evenings } = wanted;
  const isFiltered = times !== null || evenings;
  const hint = !words
    ? isFiltered
      ? null
      : text('noneAllHint')
    : isFiltered
      ? text('searchedFor', { words })
      : text('noneForHint');
  const button = (name: SlotsName, press: () => void) =>
    html`<button type="button" class="btn" part="button" @click=${press}>${text(name)}</button>`;
  return html`<div class="blank" part="empty">
    <h3>${text(nothingText(wanted), { words })}</h3>
    ${hint ? html`<p>${hint}</p>` : nothing}
    ${lead ? html`<div><button type="button" class="btn primary" part="button button-primary" data-action="lead" @click=${() => ways.follow(lead)}>${text('soonest', { when: whenOf(viewer, lead.slot) })}</button></div>` : nothing}
    <div class="answers">${isFiltered ? button('removeFilters', ways.removeFilters) : nothing}${words ? button('clearSearch', ways.clearWords) : nothing}</div>
  </div>`;
}
