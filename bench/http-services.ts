/**
 * Runs what is measured over HTTP in a process of its own, so that callers and service have a core each: the service,
 * the same app on a database that does nothing (same token, same schemas, the same answer every time), and a bare Fastify.
 * Sends its parent the addresses, and ends when the parent does.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../server/dist/app.js';
import { book } from '../server/dist/bookings/book.js';
import { forOneself } from '../server/dist/bookings/seeker.js';
import { loadConfig, readBookingRules } from '../server/dist/config.js';
import type { Database } from '../server/dist/db/database.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { buildBare } from './bare.ts';
import { secret, signToken } from './tokens.ts';
import { benchCaller, settle, studentId } from './world.ts';

export interface Services {
  service: string;
  bare: string;
  withoutDatabase: string;
  /** Of the first thousand students, in their order. */
  tokens: string[];
}

async function serve(database: Database): Promise<string> {
  const config = loadConfig({ JWT_SECRET: secret, RATE_LIMIT: '1000000', ADDRESS_RATE_LIMIT: '1000000' });
  const app = await buildApp({
    config,
    database,
    clock: Date.now,
    widget: new URL('../widget/dist/mentor-slots.js', import.meta.url),
    logger: false,
  });
  return listen(app);
}

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

async function main(folder: string): Promise<void> {
  const database = await openDatabase(`sqlite:${join(folder, 'http.db')}`);
  await settle(database);
  const deps = { clock: Date.now, rules: readBookingRules({}) };
  const caller = benchCaller('somebody');
  await database.write(({ kysely }) =>
    kysely
      .insertInto('people')
      .values({
        id: caller.id,
        name: caller.name,
        email: null,
        token_issued_at: 0,
        first_seen_at: new Date().toISOString(),
      })
      .execute(),
  );
  const answer = await database.write((tx) =>
    book(tx, deps, forOneself(caller, deps.rules), { slotId: 'slot-399' }),
  );
  const doesNothing = { ...database, write: async () => answer } as unknown as Database;
  const service = await serve(database);
  const list = await (await fetch(`${service}/api/slots/alumni/ada`)).text();
  const services: Services = {
    service,
    bare: await listen(buildBare(list, answer.booking)),
    withoutDatabase: await serve(doesNothing),
    tokens: Array.from({ length: 1000 }, (_, index) => signToken(studentId(index))),
  };
  process.send?.(services);
}

process.once('disconnect', () => process.exit(0));
await main(process.argv[2] ?? '');
