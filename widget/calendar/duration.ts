import { unit } from './format.ts';
import type { Viewer } from './viewer.ts';

/** `1 hr 30 min`. */
export function duration(viewer: Viewer, ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const told: string[] = [];
  if (hours) told.push(unit(viewer.locale, hours, 'hour'));
  if (minutes % 60 || !hours) told.push(unit(viewer.locale, minutes % 60, 'minute'));
  return told.join(' ');
}
