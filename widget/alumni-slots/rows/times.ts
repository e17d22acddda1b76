/** What a row says about when a session is, beside its time. */
import { html, nothing } from 'lit';
import { countdown, dayKey, format, type Instant, timeOf, whenOf } from '../../calendar/format.ts';
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
