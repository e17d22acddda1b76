/** Places of sessions in the order of their start: one number each, so that every index can have them in this order. */
import { placesOfMinute } from '../db/word-index.ts';

const minute = 60_000;

/** The first place of the minute of this instant (ms); what lies beyond all sessions has the last one there is. */
export function firstPlaceAt(at: number): number {
  return Math.min(Math.max(0, Math.floor(at / minute) * placesOfMinute), Number.MAX_SAFE_INTEGER);
}

/** The place that is tried first for a slot: of one minute, they lie spread. */
export function placeOf(slot: { id: string; starts_at: string }): number {
  let spread = 0x811c9dc5;
  for (let at = 0; at < slot.id.length; at += 1)
    spread = Math.imul(spread ^ slot.id.charCodeAt(at), 0x01000193);
  return firstPlaceAt(Date.parse(slot.starts_at)) + ((spread >>> 0) % placesOfMinute);
}

/** The one to try where this one is taken, of the same minute. */
export function nextPlace(place: number): number {
  return place - (place % placesOfMinute) + (((place % placesOfMinute) + 1) % placesOfMinute);
}

/** Is it a place of the minute in which this slot starts? */
export function isPlaceOf(place: number, { starts_at }: { starts_at: string }): boolean {
  return place - (place % placesOfMinute) === firstPlaceAt(Date.parse(starts_at));
}
