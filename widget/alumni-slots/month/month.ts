/** Many sessions as a month: each day tells its free seats, and the chosen one's sessions stand below. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Day } from '../../calendar/dates.ts';
import { dayKey, dayName } from '../../calendar/format.ts';
import { monthName } from '../../calendar/month-names.ts';
import { firstDayFor } from '../../calendar/months.ts';
import type { Viewing } from '../../element/viewing.ts';
import { type DayCell, monthGrid, monthStyles } from '../../look/month/month-grid.ts';
import type { SlotsName } from '../../text/names.ts';
import { slotRows } from '../rows/day-list.ts';
import { type Days, daysOf } from '../rows/days.ts';
import type { RowContext } from '../rows/row-context.ts';
import type { Session } from '../rows/session.ts';
import { slotsMonthStyles } from './month-styles.ts';

export const styles = [monthStyles, slotsMonthStyles];

export class SlotsMonth {
  #cursor: Day | null = null;
  #selected: Day | null = null;
  /** The zone in which these days were meant. */
  #zone = '';
  /** A session of the chosen day: the one that is open, else the first. */
  #looked: string | null = null;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly moveFocus: (selector: string) => void,
  ) {}

  /** The day of a session, so that it can be gone to. */
  show({ slot }: Session): void {
    this.#select(dayKey(this.viewing.viewer, slot.startsAt), false);
  }

  render(context: RowContext): TemplateResult {
    const { viewer, now, text } = this.viewing;
    const days = daysOf(context.sessions, viewer);
    this.#follow(context);
    const selected = this.#selected ?? firstFree(days) ?? dayKey(viewer, now);
    const cursor = this.#cursor ?? selected;
    // Once it is known what is held for the viewer, the month stays where it begins: a live change moves nobody.
    if (!context.unsure) [this.#selected, this.#cursor] = [selected, cursor];
    const chosen = days.get(selected)?.map(({ slot }) => slot.id) ?? [];
    this.#looked = chosen.find((id) => id === context.openId) ?? chosen[0] ?? null;
    const grid = {
      text,
      viewer,
      cursor,
      selected,
      firstDay: firstDayFor(viewer),
      today: dayKey(viewer, now),
      moveTo: (day: Day, withFocus: boolean) => this.#moveTo(day, withFocus),
      // A day without sessions is looked at, never opened.
      select: (day: Day, byKey = false) =>
        days.has(day) ? this.#select(day, byKey) : this.#moveTo(day, byKey),
    };
    return html`<div class="split">
      <div>${monthGrid(grid, (day) => cellOf(day, days.get(day) ?? [], context))} ${this.#renderLegend(cursor, days)}</div>
      ${this.#renderDay(selected, days, context)}
    </div>`;
  }

  /** Another zone, or for the session that is open its mentor, may put it on another day: the choice goes with it. */
  #follow({ sessions, openId }: RowContext): void {
    const { viewer } = this.viewing;
    const isElsewhere = this.#zone !== viewer.timeZone;
    this.#zone = viewer.timeZone;
    const looked = sessions.find(({ slot }) => slot.id === this.#looked);
    if (looked && (isElsewhere || looked.slot.id === openId)) {
      const day = dayKey(viewer, looked.slot.startsAt);
      if (day !== this.#selected) this.#cursor = this.#selected = day;
    }
  }

  #moveTo(day: Day, withFocus: boolean): void {
    this.#cursor = day;
    if (withFocus) this.moveFocus('td[tabindex="0"]');
    this.viewing.changed();
  }

  #select(day: Day, withFocus: boolean): void {
    this.#cursor = this.#selected = day;
    if (withFocus) this.moveFocus('#day-title');
    this.viewing.changed();
  }

  /** What the marks mean; in a month without a free seat, where the next one is. */
  #renderLegend(cursor: Day, days: Days): TemplateResult {
    const { text, viewer } = this.viewing;
    const shown = [...days].filter(([day]) => day.startsWith(cursor.slice(0, 7)));
    const isEmpty = !shown.length;
    const said = (name: 'monthNone' | 'monthFull') => text(name, { month: monthName(viewer.locale, cursor) });
    const none = html`<p class="legend muted" part="empty">
      <span role="status">${said(isEmpty ? 'monthNone' : 'monthFull')}</span> ${this.#renderNext(cursor, days)}
    </p>`;
    if (isEmpty) return none;
    const off = new Set(shown.flatMap(([, sessions]) => withoutSeats(sessions) ?? []));
    const isBookable = ({ standing, hasFreeSeat }: Session) => hasFreeSeat || /later|offered/.test(standing);
    const isMine = [...days.values()].flat().some((one) => one.isTheirs);
    return html`${shown.some(([, sessions]) => sessions.some(isBookable)) ? nothing : none}
      <p class="legend small muted" aria-hidden="true">
        <span><i class="pip"></i>${text('legendFree')}</span>
        <span><i class="pip t"></i>${text('full')}</span>
        ${off.size ? html`<span><i class="off"></i>${[...off].map((name) => text(name)).join(' · ')}</span>` : nothing}
        ${[...days.values()].flat().some(isHeld) ? html`<span><i class="pip t held"></i>${text('heldChip')}</span>` : nothing}
        ${isMine ? html`<span><i class="pip t me"></i>${text('youreIn')}</span>` : nothing}
      </p>`;
  }

  /** To the next day with a free seat, else to the next with sessions; after the last, to the last. */
  #renderNext(from: Day, days: Days) {
    const { text, viewer } = this.viewing;
    const coming = [...days].filter(([day]) => day > from);
    const free = coming.find(([, sessions]) => sessions.some((one) => one.hasFreeSeat))?.[0];
    const next = free ?? (days.has(from) ? undefined : coming[0]?.[0]);
    const day = next ?? (days.has(from) ? undefined : [...days.keys()].at(-1));
    if (!day) return nothing;
    const when = dayName(viewer.locale, day, 'long');
    return html`<button type="button" class="link" @click=${() => this.#select(day, true)}>
      ${free ? text('nextFree', { when }) : text(next ? 'nextDay' : 'lastDay', { day: when })}
    </button>`;
  }

  #renderDay(day: Day, days: Days, context: RowContext): TemplateResult {
    const { text, viewer } = this.viewing;
    const sessions = days.get(day) ?? [];
    const next = sessions.some((one) => one.hasFreeSeat || one.isTheirs || one.isQueued)
      ? nothing
      : this.#renderNext(day, days);
    return html`<section class="panel" part="day-panel" aria-labelledby="day-title" @keydown=${(event: KeyboardEvent) => this.#leave(event, day)}>
      <h3 id="day-title" tabindex="-1"><time datetime=${day}>${dayName(viewer.locale, day, 'long')}</time></h3>
      ${sessions.length ? nothing : html`<p class="muted" part="empty">${text('dayNone')}</p>`}
      ${next === nothing ? nothing : html`<p class="small">${next}</p>`}
      <ul>${slotRows(sessions, context)}</ul>
    </section>`;
  }

  /** Esc leads back to the day in the month. */
  #leave(event: KeyboardEvent, day: Day): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#moveTo(day, true);
  }
}

/** What is held for the viewer comes before what is free. */
function firstFree(days: Days): Day | undefined {
  for (const [day, sessions] of days) if (sessions.some(isHeld)) return day;
  for (const [day, sessions] of days) if (sessions.some((one) => one.hasFreeSeat)) return day;
  return days.keys().next().value;
}

function isHeld({ standing }: Session): boolean {
  return standing === 'offered';
}

/** Free seats as a ring with their number, none as a dot, one's own as a ringed dot, one that is held as a square: each with words beside or behind it. */
function cellOf(day: Day, sessions: readonly Session[], { text, viewer }: RowContext): DayCell {
  const date = dayName(viewer.locale, day);
  if (!sessions.length) return { label: text('dayLabelNone', { date }), content: nothing, isEmpty: true };
  const isMine = sessions.some((one) => one.isTheirs);
  const count = sessions.filter((one) => one.hasFreeSeat).reduce((sum, { slot }) => sum + slot.seatsLeft, 0);
  const hasHeld = sessions.some(isHeld);
  const other = withoutSeats(sessions);
  const free = count ? text('dayFree', { count }) : other ? text(other) : text('dayFull');
  const seats = hasHeld
    ? count
      ? text('dayHeldFree', { held: text('dayHeld'), free })
      : text('dayHeld')
    : free;
  const label = text(!isMine ? 'dayLabel' : count || hasHeld ? 'dayLabelMine' : 'dayLabelOnlyMine', {
    date,
    seats,
  });
  const mark = other
    ? html`<span class="mark"><i class="off"></i><span class="wide">${text(other)}</span></span>`
    : html`<span class="mark"><i class="pip ${count ? '' : 't'}"></i
    ><span class="wide">${count ? text('freeShort', { count }) : text('full')}</span
    ><span class="narrow">${count ? count.toLocaleString(viewer.locale) : nothing}</span></span>`;
  const own = html`<span class="mark"><i class="pip t me"></i><span class="wide">${text('yoursShort')}</span></span>`;
  const held = html`<span class="mark"><i class="pip t held"></i><span class="wide">${text('heldShort')}</span></span>`;
  const content = html`${hasHeld ? held : nothing}${isMine ? own : nothing}${count || !(isMine || hasHeld) ? mark : nothing}`;
  return { label, content };
}

/** What a day is on which nothing can be booked, is full, or the viewer's: its sessions open later, have begun, or were called off. */
function withoutSeats(sessions: readonly Session[]): 'later' | 'started' | 'calledOff' | null {
  if (sessions.some((one) => one.hasFreeSeat || one.isTheirs || isHeld(one))) return null;
  const standings = new Set(sessions.map((one) => one.standing));
  if (standings.has('full') || standings.has('own') || standings.has('waiting')) return null;
  if (standings.has('later')) return 'later';
  return standings.has('started') ? 'started' : 'calledOff';
}
