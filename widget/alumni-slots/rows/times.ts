/** What a row says about when a session is, beside its time. */
import { html, nothing } from 'lit';
import {
  countdown,
  dayKey,
  dayShort,
  format,
  type Instant,
  timeOf,
  unit,
  whenOf,
} from '../../calendar/format.ts';
import type { Viewer } from '../../calendar/viewer.ts';
import { inZone } from '../../calendar/zone-names.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';

/** A day before the start the countdown begins to help. */
const near = 86_400_000;

/** How long until it starts: from a day before, and of a session that is the viewer's always. */
export function count(session: Session, { viewer, now }: RowContext) {
  const { slot } = session;
  const start = Date.parse(slot.startsAt);
  const isNear = session.isTheirs || start - now < near;
  if (session.standing === 'called-off' || start <= now || !isNear) return nothing;
  return html`<span class="count" part="countdown">${countdown(viewer, now, start)}</span>`;
}

/** The mentor's day and time, where it is another day than the viewer's, or another time of a session that is theirs. */
export function otherZone(session: Session, { viewer, text }: RowContext) {
  const { slot } = session;
  const theirs = inZone(viewer, slot.timeZone);
  const differs = (tell: (who: typeof viewer) => string) => tell(theirs) !== tell(viewer);
  const isOther = session.isTheirs
    ? differs((who) => whenOf(who, slot))
    : differs((who) => dayKey(who, slot.startsAt));
  return isOther
    ? html`<span>${text('forMentor', { when: whenOf(theirs, slot), name: slot.alumniName })}</span>`
    : nothing;
}

/** Until when a seat is held for the viewer, and how long that still is; nothing where none is. */
export function heldUntil({ booking, standing }: Session, context: Timing): string | null {
  const until = standing === 'offered' ? booking?.offerExpiresAt : null;
  if (!until) return null;
  const { text, viewer, now } = context;
  const isToday = dayKey(viewer, until) === dayKey(viewer, now);
  const told = isToday ? timeOf(viewer, until) : dayAndTime(viewer, until);
  return text('held', { until: told, left: lasting(viewer, Date.parse(until) - now) });
}

/** From when on it can be booked, and how much earlier the viewer may than the others. */
export function opening({ slot, standing, opensAt }: Session, context: Timing): string | null {
  const { text, viewer, now } = context;
  if (opensAt === null || !slot.opensAt || !/later|free/.test(standing)) return null;
  const start = Date.parse(slot.opensAt) - opensAt;
  const lead = lasting(viewer, start);
  if (standing === 'free') return text('openEarly', { when: dayAndTime(viewer, slot.opensAt), lead });
  const facts = { when: dayAndTime(viewer, opensAt), soon: countdown(viewer, now, opensAt), lead };
  return text(start ? 'opensEarly' : 'opensLater', facts);
}

type Timing = Pick<RowContext, 'text' | 'viewer' | 'now'>;

/** `Mon 30 Nov, 09:00`. */
export function dayAndTime(viewer: Viewer, at: Instant): string {
  return `${dayShort(viewer, at)}, ${timeOf(viewer, at)}`;
}

/** `12 min`, `1 hr 5 min`, `2 days`, under a minute in seconds; rounded down, as a countdown is. */
function lasting({ locale }: Viewer, ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (!minutes) return unit(locale, Math.max(0, Math.floor(ms / 1000)), 'second');
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const told = parts.filter(([count]) => count);
  return told.map(([count, name]) => unit(locale, count, name)).join(' ');
}

/** That it starts at night by the viewer's clock, where the mentor's shows another hour: they chose it by theirs. */
export function atNight({ slot, standing }: Session, { viewer, text }: RowContext) {
  const { startsAt, timeZone } = slot;
  const time = (who: Viewer) => timeOf(who, startsAt);
  if (standing === 'called-off' || !isNight(viewer, startsAt)) return nothing;
  if (time(viewer) === time(inZone(viewer, timeZone))) return nothing;
  return html`<span class="chip plain" part="chip">${text('atNight')}</span>`;
}

/** From this hour on, and until that one, people sleep. */
const [night, morning] = [22, 7];

function isNight({ timeZone }: Viewer, at: Instant): boolean {
  // Hours in digits that can be counted, whatever the viewer's are.
  const reader: Viewer = { locale: 'en', timeZone, hourCycle: 'h23', firstDay: undefined };
  const hour = Number(format(reader, { hour: 'numeric' }).format(new Date(at)));
  return hour >= night || hour < morning;
}
