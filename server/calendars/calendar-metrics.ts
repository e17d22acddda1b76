import type { Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { watchFigures } from '../metrics/figures.ts';
import { calendarFigures } from './busy/queries.ts';

/** Figures of the calendars that people keep. */
export function watchCalendars(registry: Registry, { read }: Database): void {
  watchFigures(
    registry,
    {
      feeds: ['mentor_slots_calendar_feeds', 'People whose sessions can be followed as a calendar'],
      followed: ['mentor_slots_busy_calendars', 'Calendars kept elsewhere that are read for busy times'],
      failing: ['mentor_slots_busy_calendars_failing', 'Those of them that could not be read the last time'],
    },
    () => calendarFigures(read),
  );
}
