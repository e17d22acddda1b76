import { Counter, Gauge, type Registry } from 'prom-client';

/** What the feed tells of itself. */
export interface FeedMetrics {
  sent(): void;
  received(): void;
  closed(code: number): void;
}

/** @param sockets how many are open now */
export function createFeedMetrics(registry: Registry, sockets: () => number): FeedMetrics {
  const registers = [registry];
  new Gauge({
    name: 'mentor_slots_sockets',
    help: 'Open sockets of the feed',
    registers,
    collect() {
      this.set(sockets());
    },
  });
  const frames = new Counter({
    name: 'mentor_slots_frames_total',
    help: 'Frames of the feed by direction',
    labelNames: ['direction'],
    registers,
  });
  const closings = new Counter({
    name: 'mentor_slots_socket_closings_total',
    help: 'Closed sockets by close code; 1013 is a client that read too slowly, 1006 one that vanished',
    labelNames: ['code'],
    registers,
  });
  // There from the beginning, so that the first one is seen as a rise.
  closings.inc({ code: 1013 }, 0);
  return {
    sent: () => frames.inc({ direction: 'out' }),
    received: () => frames.inc({ direction: 'in' }),
    closed: (code) => closings.inc({ code }),
  };
}
