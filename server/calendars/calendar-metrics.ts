import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { calendarFigures } from './busy/queries.ts';

/**
 * Figures of the calendars that people keep, read when they are asked for: the same at every node. Not a number while the
 * database cannot be read.
 */
export function watchCalendars(registry: Registry, { read }: Database): void {
  const figures = {
    feeds: ['mentor_slots_calendar_feeds', 'People whose sessions can be followed as a calendar'],
    followed: ['mentor_slots_busy_calendars', 'Calendars kept elsewhere that are read for busy times'],
    failing: ['mentor_slots_busy_calendars_failing', 'Those of them that could not be read the last time'],
  } as const;
  for (const [figure, [name, help]] of Object.entries(figures)) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await calendarFigures(read).catch(() => null);
        this.set(found?.[figure as keyof typeof figures] ?? Number.NaN);
      },
    });
  }
}
