import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Database } from '../db/database.ts';

/** Counts what the database does. Returns what stops it. */
export function watchDatabase(registry: Registry, { vitals, onGap }: Database): () => void {
  const registers = [registry];
  const units = new Histogram({
    name: 'mentor_slots_commit_units',
    help: 'Units of work that one commit made durable',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const seconds = new Histogram({
    name: 'mentor_slots_commit_seconds',
    help: 'Time of a commit until it was durable',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  new Gauge({
    name: 'mentor_slots_waiting_units',
    help: 'Units of work that wait for their turn at the database',
    registers,
    collect() {
      this.set(vitals.waiting());
    },
  });
  new Gauge({
    name: 'mentor_slots_hears_changes',
    help: '1 while changes that other processes commit are heard here',
    registers,
    collect() {
      this.set(vitals.hearing() ? 1 : 0);
    },
  });
  const changes = new Counter({
    name: 'mentor_slots_booking_changes_total',
    help: 'What happened to bookings: booking_created, booking_promoted, …; those that ended by their reason',
    labelNames: ['change'],
    registers,
  });
  const gaps = new Counter({
    name: 'mentor_slots_listener_reconnects_total',
    help: 'Times that changes of other processes could be heard again after they could not',
    registers,
  });
  const stops = [
    vitals.onCommit((commit) => {
      units.observe(commit.units);
      seconds.observe(commit.seconds);
      for (const change of commit.counted) changes.inc({ change });
    }),
    onGap(() => gaps.inc()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
