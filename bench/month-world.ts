/** A month with many sessions, of which some are over and most to come. */
import type { AddressInfo } from 'node:net';
import { buildApp } from '../server/dist/app.js';
import { loadConfig } from '../server/dist/config.js';
import type { Database } from '../server/dist/db/database.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { secret } from './tokens.ts';

/** When it is, for the service, the elements and FullCalendar. */
export const now = Date.parse('2026-11-10T05:00:00Z');

/** As both calendars are given it. */
export interface Session {
  id: string;
  alumniId: string;
  title: string;
  start: string;
  end: string;
}

export interface MonthService {
  url: string;
  sessions: readonly Session[];
  close(): Promise<void>;
}

/** The service with so many sessions of so many mentors, the first of whom is Ada, for a page of this origin. */
export async function startMonthService(origin: string, sessions = 500, mentors = 1): Promise<MonthService> {
  const database = await openDatabase('sqlite::memory:');
  const all = monthSessions(sessions, mentors);
  await settle(database, all);
  const app = await buildApp({
    config: loadConfig({
      JWT_SECRET: secret,
      RATE_LIMIT: '1000000',
      ADDRESS_RATE_LIMIT: '1000000',
      ALLOWED_ORIGINS: origin,
    }),
    database,
    clock: () => now,
    widget: new URL('../widget/dist/mentor-slots.js', import.meta.url),
    logger: false,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    sessions: all,
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** Half an hour each, from six in the morning, the mentors in turn, and for each the days of the month in turn. */
function monthSessions(sessions: number, mentors: number): Session[] {
  const days = 30;
  return Array.from({ length: sessions }, (_, index) => {
    const turn = Math.floor(index / mentors);
    const minutes = 360 + Math.floor(turn / days) * 45;
    const start = Date.UTC(2026, 10, 1 + (turn % days), 0, minutes);
    const mentor = index % mentors;
    return {
      id: `slot-${index}`,
      alumniId: mentor === 0 ? 'ada' : `ada-${mentor}`,
      title: `Questions about careers ${index}`,
      start: new Date(start).toISOString(),
      end: new Date(start + 1_800_000).toISOString(),
    };
  });
}

async function settle(database: Database, all: readonly Session[]): Promise<void> {
  const created = new Date(now).toISOString();
  await database.write(async ({ kysely }) => {
    const mentors = [...new Set(all.map(({ alumniId }) => alumniId))];
    await kysely
      .insertInto('people')
      .values(
        mentors.map((id) => ({ id, name: 'Ada', email: null, token_issued_at: 0, first_seen_at: created })),
      )
      .execute();
    for (const { id, alumniId, title, start, end } of all) {
      await kysely
        .insertInto('slots')
        .values({
          id,
          alumni_id: alumniId,
          series_id: null,
          date: start.slice(0, 10),
          start_time: start.slice(11, 16),
          end_time: end.slice(11, 16),
          time_zone: 'UTC',
          starts_at: start,
          ends_at: end,
          max_participants: 3,
          seats_taken: 0,
          waiting: 0,
          opens_at: null,
          description: title,
          meeting_url: null,
          requires_approval: 0,
          version: 1,
          cancelled_at: null,
          created_at: created,
          updated_at: created,
        })
        .execute();
    }
  });
}
