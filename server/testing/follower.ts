/**
 * A small client of the feed as the contract tells anybody to write one: it applies a frame only if its version is
 * newer than what it holds, takes every snapshot whole, and comes back when it is closed. Closed with the test.
 */
import type { ServerFrame, Slot } from '@mentor-slots/contract';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

export interface Follower {
  /** What it holds of these alumni now, by id of the slot. */
  slots(): Slot[];
  /** How often it holds a snapshot of everything. */
  snapshots(): number;
  /** The codes that its sockets were closed with so far. */
  closings: number[];
  /** Resolves when it holds a snapshot of everything. */
  ready: Promise<void>;
  close(): void;
}

type Held = { version: number; slot: Slot | null };

/**
 * `waitsAsTold`: comes back no sooner than the service told when it went; otherwise sooner than a page would, so that the test need not wait.
 * `heard` is told of each slot in each frame, whether it is news or not.
 */
export function follow(
  serviceUrl: string,
  alumniIds: readonly string[],
  { waitsAsTold = false, heard = () => {} }: { waitsAsTold?: boolean; heard?: (slot: Slot) => void } = {},
): Follower {
  const address = `${serviceUrl.replace(/^http/, 'ws')}/api/slots/feed`;
  const held = new Map<string, Map<string, Held>>();
  const closings: number[] = [];
  let socket: WebSocket;
  let snapshots = 0;
  let ended = false;
  let toldMs = 0;
  let tellReady = () => {};
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });

  function apply(alumniId: string, slotId: string, next: Held): void {
    const slots = held.get(alumniId);
    if (next.version > (slots?.get(slotId)?.version ?? 0)) slots?.set(slotId, next);
  }

  function take(frame: ServerFrame): void {
    if (frame.type === 'restarting') toldMs = frame.reconnectAfterSeconds * 1000;
    if (frame.type === 'snapshot') {
      snapshots += 1;
      frame.slots.forEach(heard);
      const own = frame.slots.map((slot): [string, Held] => [slot.id, { version: slot.version, slot }]);
      held.set(frame.alumniId, new Map(own));
      if (held.size === alumniIds.length) tellReady();
    } else if (frame.type === 'slot_created' || frame.type === 'slot_updated') {
      heard(frame.slot);
      apply(frame.slot.alumniId, frame.slot.id, { version: frame.slot.version, slot: frame.slot });
    } else if (frame.type === 'slot_deleted') {
      apply(frame.alumniId, frame.slotId, { version: frame.version, slot: null });
    }
  }

  function connect(): void {
    socket = new WebSocket(address);
    socket.on('error', () => {});
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', alumniIds })));
    socket.on('message', (data: Buffer) => take(JSON.parse(data.toString())));
    socket.on('close', (code) => {
      if (ended) return;
      closings.push(code);
      setTimeout(() => ended || connect(), (waitsAsTold ? toldMs : 0) + 100 + Math.random() * 400);
      toldMs = 0;
    });
  }

  function close(): void {
    ended = true;
    socket.terminate();
  }
  onTestFinished(close);
  connect();
  return {
    slots: () => [...held.values()].flatMap((slots) => [...slots.values()].flatMap(({ slot }) => slot ?? [])),
    snapshots: () => snapshots / alumniIds.length,
    closings,
    ready,
    close,
  };
}
