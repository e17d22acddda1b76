/** The feed on a real port, fed by the test's own hand instead of a database. Closed with the test. */
import type { AddressInfo } from 'node:net';
import type { BookingFrame, Slot, SlotFrame } from '@mentor-slots/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Registry } from 'prom-client';
import { onTestFinished } from 'vitest';
import type { Caller } from '../caller.ts';
import { loadConfig } from '../config.ts';
import type { Change } from '../db/database.ts';
import { feedRoutes } from '../feed/routes.ts';
import type { Snapshots } from '../feed/subscriptions.ts';
import { admission } from '../http/admission.ts';
import { problems } from '../http/problems.ts';
import { stopping } from '../http/stopping.ts';
import { testSecret } from './service.ts';

/** Where the feed counts; nobody asks. */
const metrics = fp(
  async (app) => {
    app.decorate('metrics', new Registry());
  },
  { name: 'metrics' },
);

export interface HandFedFeed {
  url: string;
  app: FastifyInstance;
  clock: { now: number };
  /** What intervals, limits and windows go by, in ms. */
  elapsed: { now: number };
  /** Who was recorded. */
  seen: Caller[];
  /** Does the feed hear changes? */
  listening(): boolean;
  /** As if committed. */
  emit(change: Change): void;
  /** As if changes had been missed. */
  gap(): void;
  /** Public change of a slot of this alumnus. */
  change(alumniId: string, slotId: string, version: number): void;
  book(personId: string, bookingId: string): void;
}

export interface FeedOptions {
  env?: Record<string, string>;
  snapshots?: Snapshots;
  heartbeatSeconds?: number;
  see?: (caller: Caller) => Promise<void>;
}

export async function startFeed(options: FeedOptions = {}): Promise<HandFedFeed> {
  const config = loadConfig({
    JWT_SECRET: testSecret,
    RATE_LIMIT: '1000000',
    ADDRESS_RATE_LIMIT: '1000000',
    ...options.env,
  });
  const clock = { now: Date.now() };
  const elapsed = { now: 0 };
  const seen: Caller[] = [];
  const listeners = new Set<(change: Change) => void>();
  const gapListeners = new Set<() => void>();
  const app = Fastify();
  await app.register(stopping);
  await app.register(problems);
  await app.register(metrics);
  await app.register(admission, { config, clock: () => clock.now, elapsed: () => elapsed.now });
  await app.register(feedRoutes, {
    config,
    clock: () => clock.now,
    elapsed: () => elapsed.now,
    snapshots: options.snapshots ?? (async () => new Map()),
    see: options.see ?? (async (caller) => void seen.push(caller)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onGap: (listener) => {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    // However long a busy machine takes to open many.
    introductionMs: 3_600_000,
    ...(options.heartbeatSeconds !== undefined && { heartbeatSeconds: options.heartbeatSeconds }),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  const emit = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    app,
    clock,
    elapsed,
    seen,
    listening: () => listeners.size > 0,
    emit,
    gap: () => {
      for (const listener of gapListeners) listener();
    },
    change(alumniId, slotId, version) {
      const frame: SlotFrame = { type: 'slot_updated', slot: handSlot(alumniId, slotId, version) };
      emit({ to: 'subscribers', alumniId, frame });
    },
    book(personId, bookingId) {
      const frame = { type: 'booking_updated', booking: { id: bookingId } } as unknown as BookingFrame;
      emit({ to: 'student', personId, frame });
    },
  };
}

/** As much of a slot as the feed looks at, and a description of any size. */
export function handSlot(alumniId: string, id: string, version: number, description = ''): Slot {
  return { id, alumniId, version, description } as Slot;
}
