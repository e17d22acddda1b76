import { html, nothing } from 'lit';
import type { Day } from '../../calendar/dates.ts';
import { whenOf } from '../../calendar/format.ts';
import type { Failure } from '../../client/failure.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';

/** A session in the way, as the service tells it in a refusal. */
export interface Clash {
  /** The date that was asked for. */
  date: Day;
  startsAt: string;
  endsAt: string;
  description: string | null;
}

/** How many are spelled out. */
const shown = 8;

/** What a refusal says is in the way; empty where it is about something else. */
export function clashesOf({ code, facts }: Failure): readonly Clash[] {
  if (code !== 'slot_overlap' || !Array.isArray(facts.clashes)) return [];
  return (facts.clashes as Partial<Clash>[]).flatMap(({ date, startsAt, endsAt, description }) =>
    date && startsAt && endsAt ? [{ date, startsAt, endsAt, description: description ?? null }] : [],
  );
}

export function clashList(clashes: readonly Clash[], { text, viewer }: CalendarViewing) {
  if (!clashes.length) return nothing;
  const rest = clashes.length - shown;
  return html`<ul>
    ${clashes.slice(0, shown).map((clash) => html`<li>${whenOf(viewer, clash)} · <bdi>${clash.description || text('untitled')}</bdi></li>`)}
    ${rest > 0 ? html`<li>${text('andMore', { count: rest })}</li>` : nothing}
  </ul>`;
}
