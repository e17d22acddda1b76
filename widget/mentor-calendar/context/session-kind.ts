import type { SlotView } from '@mentor-slots/contract';
import { slotStatus } from '@mentor-slots/contract/rules';
import { type Day, dayOf } from '../../calendar/dates.ts';
import { dayShort, timeRange, whenOf, zoneCity } from '../../calendar/format.ts';
import type { Viewer } from '../../calendar/viewer.ts';
import { inZone } from '../../calendar/zone-names.ts';

/** Where a session stands at `now`. */
export type SessionKind = 'coming' | 'running' | 'over' | 'called-off';

export function kindOf(slot: SlotView, now: number): SessionKind {
  const status = slotStatus({ ...slot, cancelled: slot.status === 'cancelled' }, now);
  if (status === 'cancelled') return 'called-off';
  if (status === 'completed') return 'over';
  return Date.parse(slot.startsAt) <= now ? 'running' : 'coming';
}

/** Has it begun, with somebody in it: is there something to keep of it? */
export function isKept(slot: SlotView, now: number): boolean {
  const kind = kindOf(slot, now);
  const isBegun = kind === 'running' || kind === 'over';
  return isBegun && Boolean(slot.bookings?.some(({ status }) => status === 'confirmed'));
}

/** Does somebody wait for a seat, is one held for somebody, does booking open later, or was it called off? */
export function hasWaiting({ waiting, opensAt, status, bookings = [] }: SlotView): boolean {
  return (
    waiting > 0 ||
    opensAt !== null ||
    status === 'cancelled' ||
    bookings.some(({ status }) => status === 'offered')
  );
}

/** Sessions by the day on which they begin where the viewer is. */
export function byDay(slots: readonly SlotView[], timeZone: string): Map<Day, SlotView[]> {
  const days = new Map<Day, SlotView[]>();
  for (const slot of slots) {
    const day = dayIn(slot, timeZone);
    const others = days.get(day);
    if (others) others.push(slot);
    else days.set(day, [slot]);
  }
  return days;
}

/** The time in the session's own zone, with the day where that differs too; null where it is the viewer's time. */
export function inOwnZone(viewer: Viewer, slot: SlotView): { when: string; zone: string } | null {
  const own = inZone(viewer, slot.timeZone);
  const whole = whenOf(own, slot);
  if (whole === whenOf(viewer, slot)) return null;
  const isSameDay = dayShort(own, slot.startsAt) === dayShort(viewer, slot.startsAt);
  return {
    when: isSameDay ? timeRange(own, slot.startsAt, slot.endsAt) : whole,
    zone: zoneCity(own.timeZone),
  };
}

/** A slot that changes is another object: what is known of one stays true. */
const known = new WeakMap<SlotView, [timeZone: string, day: Day]>();

function dayIn(slot: SlotView, timeZone: string): Day {
  const told = known.get(slot);
  if (told?.[0] === timeZone) return told[1];
  const day = dayOf(slot.startsAt, timeZone);
  known.set(slot, [timeZone, day]);
  return day;
}
