/** Instants and wall times. */

import { LRUCache } from 'lru-cache';
import { isInstant } from '../../clock.ts';
import { eachTable } from '../../db/table-facts.ts';
import type { SlotRow } from '../../db/tables.ts';
import { placeTime } from '../../time/wall-time.ts';
import { type Check, clockDifference } from './check.ts';

export const exactInstants: Check = {
  name: 'instants',
  promise: 'every instant is UTC text in its one exact form',
  async look({ kysely }, broken, read) {
    for (const [table, facts] of eachTable()) {
      const columns = Object.keys(facts.columns).filter((name) => facts.columns[name]?.instant);
      if (columns.length === 0) continue;
      for await (const row of kysely
        .selectFrom(table as 'slots')
        .selectAll()
        .stream()) {
        read();
        const values: Readonly<Record<string, unknown>> = { ...row };
        for (const column of columns) {
          const value = values[column];
          if (value === null || isInstant(value)) continue;
          broken(
            `${column} of row ${values.id ?? values.key ?? values.name} in ${table} is ${JSON.stringify(value)}`,
          );
        }
      }
    }
  },
};

export const past: Check = {
  name: 'past',
  promise: 'no booking was made in the future',
  async look({ kysely }, broken, read) {
    const now = Date.now();
    for await (const { id, booked_at } of kysely
      .selectFrom('bookings')
      .select(['id', 'booked_at'])
      .stream()) {
      read();
      if (Date.parse(booked_at) > now + clockDifference)
        broken(`booking ${id} was made at ${booked_at}, which is yet to come`);
    }
  },
};

export const wallTimes: Check = {
  name: 'wall times',
  promise: "every slot's instants are its wall time in its zone",
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('slots')
      .select(['id', 'date', 'start_time', 'end_time', 'time_zone', 'starts_at', 'ends_at'])
      .stream();
    const known = new LRUCache<string, Placed>({ max: 100_000 });
    for await (const row of rows) {
      read();
      const wall = `${row.date} ${row.start_time} to ${row.end_time} in ${row.time_zone}`;
      let placed = known.get(wall);
      if (placed === undefined) {
        placed = place(row);
        known.set(wall, placed);
      }
      if (typeof placed === 'string') {
        broken(`slot ${row.id} is on ${wall}: ${placed}`);
      } else if (Date.parse(row.starts_at) !== placed.startsAt || Date.parse(row.ends_at) !== placed.endsAt) {
        const stand = `${new Date(placed.startsAt).toISOString()} to ${new Date(placed.endsAt).toISOString()}`;
        broken(`slot ${row.id} is on ${wall}, which is ${stand}; it says ${row.starts_at} to ${row.ends_at}`);
      }
    }
  },
};

export const copiedStarts: Check = {
  name: 'starts',
  promise: 'bookings and feedback say when their session starts, as it does itself',
  async look({ kysely }, broken, read) {
    for (const [table, what] of [
      ['bookings', 'booking'],
      ['feedback', 'feedback'],
    ] as const) {
      const rows = kysely
        .selectFrom(`${table as 'bookings'} as copy`)
        .innerJoin('slots', 'slots.id', 'copy.slot_id')
        .select(['copy.id', 'copy.starts_at as says', 'slots.id as slot', 'slots.starts_at'])
        .whereRef('copy.starts_at', '<>', 'slots.starts_at')
        .stream();
      for await (const { id, says, slot, starts_at } of rows) {
        read();
        broken(`${what} ${id} says that its session starts at ${says}; slot ${slot} starts at ${starts_at}`);
      }
    }
  },
};

/** Milliseconds, or why there is no such time. */
type Placed = { startsAt: number; endsAt: number } | string;

function place(row: Pick<SlotRow, 'date' | 'start_time' | 'end_time' | 'time_zone'>): Placed {
  const { date, start_time: startTime, end_time: endTime, time_zone: timeZone } = row;
  try {
    const placed = placeTime({ date, startTime, endTime, timeZone });
    return { startsAt: Date.parse(placed.startsAt), endsAt: Date.parse(placed.endsAt) };
  } catch (error) {
    return (error as Error).message;
  }
}
