import { getHeapStatistics } from 'node:v8';
import { Gauge, type Registry } from 'prom-client';
import type { Vitals } from '../db/database.ts';
import { watchFigures } from './figures.ts';

/** What the database takes and has: room, connections; and how much memory the process may take. */
export function watchRoom(registry: Registry, { room, pools }: Vitals): void {
  // First: what is read for the other figures is no use that counts.
  watchPools(registry, 'used', 'that are used now', pools);
  watchPools(registry, 'most', 'that there may be', pools);
  watchPools(registry, 'waiting', 'that are waited for now', pools);
  watchFigures(
    registry,
    {
      database: ['mentor_slots_database_bytes', 'The database, without its write-ahead log'],
      log: ['mentor_slots_wal_bytes', 'Its write-ahead log'],
      free: [
        'mentor_slots_disk_free_bytes',
        'What is free where the database lies, if this machine knows it',
      ],
    },
    room,
  );
  new Gauge({
    name: 'mentor_slots_heap_limit_bytes',
    help: 'How much memory the heap may take: beyond it the process ends',
    registers: [registry],
  }).set(getHeapStatistics().heap_size_limit);
}

function watchPools(
  registry: Registry,
  figure: 'used' | 'most' | 'waiting',
  which: string,
  pools: Vitals['pools'],
): void {
  new Gauge({
    name: `mentor_slots_connections_${figure}`,
    help: `Connections to the database ${which}, by what they are for`,
    labelNames: ['pool'],
    registers: [registry],
    collect() {
      for (const [pool, use] of Object.entries(pools())) this.set({ pool }, use[figure]);
    },
  });
}
