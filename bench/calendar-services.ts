/**
 * Runs, in a process of its own, the service with ten thousand feeds of sessions, and beside it a bare Fastify that answers 304.
 * Sends its parent the addresses and the feeds with their tags, and ends when the parent does.
 */
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildApp } from '../server/dist/app.js';
import { hashOf, newSecret } from '../server/dist/calendars/feed/secret.js';
import { loadConfig } from '../server/dist/config.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { secret } from './tokens.ts';
import { settle, studentId } from './world.ts';

export interface CalendarServices {
  service: string;
  bare: string;
  /** The path of each feed, and the tag that it has now. */
  feeds: { path: string; tag: string }[];
}

const feedCount = 10_000;
const bookedEach = 8;

async function main(url: string): Promise<void> {
  const database = await openDatabase(url);
  await settle(database);
  const at = new Date().toISOString();
  const secrets = Array.from({ length: feedCount }, newSecret);
  await database.write(async ({ kysely }) => {
    const slots = await kysely.selectFrom('slots').select(['id', 'starts_at']).execute();
    const starts = new Map(slots.map(({ id, starts_at }) => [id, starts_at]));
    for (const [index, one] of secrets.entries()) {
      const person_id = studentId(index);
      await kysely
        .insertInto('calendar_feeds')
        .values({ person_id, secret_hash: hashOf(one), created_at: at, last_read_at: at })
        .execute();
      for (let booked = 0; booked < bookedEach; booked += 1) {
        const slot_id = `slot-${(index + booked * 40) % 400}`;
        await kysely
          .insertInto('bookings')
          .values({
            id: `booking-${index}-${booked}`,
            slot_id,
            starts_at: starts.get(slot_id) ?? at,
            student_id: person_id,
            status: 'confirmed',
            note: null,
            booked_at: at,
            cancelled_at: null,
            cancel_reason: null,
            cancel_message: null,
            offer_expires_at: null,
            event_sequence: 0,
            place: index * bookedEach + booked + 2,
          })
          .execute();
      }
    }
  });
  const config = loadConfig({ JWT_SECRET: secret, RATE_LIMIT: '1000000', ADDRESS_RATE_LIMIT: '1000000' });
  const widget = new URL('../widget/dist/mentor-slots.js', import.meta.url);
  const app = await buildApp({ config, database, clock: Date.now, widget, logger: false });
  const bare = Fastify();
  bare.get('/*', (_request, reply) => reply.code(304).header('etag', '"as it was"').send());
  const [service, base] = [await listen(app), await listen(bare)];
  const feeds = await Promise.all(
    secrets.map(async (one) => {
      const path = `/calendars/${one}.ics`;
      const { headers } = await app.inject(path);
      return { path, tag: `${headers.etag}` };
    }),
  );
  process.send?.({ service, bare: base, feeds } satisfies CalendarServices);
}

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

process.once('disconnect', () => process.exit(0));
await main(process.argv[2] ?? '');
