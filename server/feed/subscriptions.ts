import { closeCodes, feedLimits, type Slot, type SlotFrame } from '@mentor-slots/contract';
import type { FastifyBaseLogger } from 'fastify';
import { logged } from '../problem.ts';
import { encode, type Hub, type Listener, type Message } from './hub.ts';
import type { Outgoing } from './outgoing.ts';

/** All upcoming and running slots of each of these alumni, in public form. The same list for all who ask meanwhile. */
export type Snapshots = (alumniIds: readonly string[]) => Promise<Map<string, Slot[]>>;

/** What one socket is subscribed to. */
export interface Subscriptions {
  subscribe(alumniIds: readonly string[]): void;
  unsubscribe(alumniIds: readonly string[]): void;
  count(): number;
  slotChanged(alumniId: string, frame: SlotFrame, message: Message): void;
  /** Sends a snapshot of everything again. */
  renew(): void;
  stop(): void;
}

/** `waiting`: changes that came before the snapshot was sent; null once the client holds it. */
interface Subscription {
  waiting: { frame: SlotFrame; message: Message }[] | null;
}

/**
 * Nothing is missed because an id is subscribed first, its snapshot read afterwards, and what came meanwhile passed
 * on behind the snapshot where it is newer.
 */
export function createSubscriptions(
  hub: Hub,
  listener: Listener,
  outgoing: Outgoing,
  snapshots: Snapshots,
  log: FastifyBaseLogger,
): Subscriptions {
  const subscriptions = new Map<string, Subscription>();
  /** Ids whose snapshot is still to be read. */
  const asked = new Set<string>();
  let delivering = false;
  /** Does the client hold slots that it cannot know to be old? */
  let renewing = false;

  function begin(alumniId: string): void {
    drop(alumniId);
    subscriptions.set(alumniId, { waiting: [] });
    hub.subscribe(alumniId, listener);
    asked.add(alumniId);
  }

  function drop(alumniId: string): void {
    const subscription = subscriptions.get(alumniId);
    if (subscription === undefined) return;
    takeWaiting(subscription);
    subscriptions.delete(alumniId);
    asked.delete(alumniId);
    hub.unsubscribe(alumniId, listener);
  }

  function takeWaiting(subscription: Subscription): { frame: SlotFrame; message: Message }[] {
    const waiting = subscription.waiting ?? [];
    subscription.waiting = null;
    outgoing.hold(-waiting.reduce((bytes, { message }) => bytes + message.length, 0));
    return waiting;
  }

  /** One at a time a socket: what is asked for while it runs is read together next. */
  async function deliver(): Promise<void> {
    if (delivering) return;
    delivering = true;
    while (asked.size > 0) {
      const batch = [...subscriptions].filter(([id]) => asked.has(id));
      asked.clear();
      const renewed = renewing;
      renewing = false;
      const found = await read(batch.map(([id]) => id));
      if (found === null && renewed) {
        outgoing.close(closeCodes.restarting, 'changes were missed: come back in a moment');
      }
      for (const [id, subscription] of batch) {
        // Whoever unsubscribed or asked again meanwhile has another subscription by now, or none.
        if (subscriptions.get(id) !== subscription) continue;
        if (found === null) drop(id);
        else await sendSnapshot(id, subscription, encodeSnapshot(id, found.get(id) ?? []));
      }
      if (found === null) {
        const detail = 'The slots cannot be read right now. Subscribe again in a moment.';
        outgoing.sendFrame({ type: 'error', code: 'unavailable', detail });
      }
    }
    delivering = false;
  }

  async function read(alumniIds: readonly string[]): Promise<Map<string, Slot[]> | null> {
    try {
      return await snapshots(alumniIds);
    } catch (error) {
      log.warn(logged(error), 'snapshots cannot be read');
      return null;
    }
  }

  async function sendSnapshot(
    alumniId: string,
    subscription: Subscription,
    snapshot: Snapshot,
  ): Promise<void> {
    const { message, versions } = snapshot;
    await outgoing.room(message.length);
    if (subscriptions.get(alumniId) !== subscription) return;
    outgoing.sendSnapshot(message);
    for (const { frame, message } of takeWaiting(subscription)) {
      if (versionOf(frame) > (versions.get(slotIdOf(frame)) ?? 0)) outgoing.send(message);
    }
  }

  return {
    subscribe: (alumniIds) => {
      if (new Set([...subscriptions.keys(), ...alumniIds]).size > feedLimits.subscriptions) {
        const detail = `A socket may hold ${feedLimits.subscriptions} subscriptions; none of this frame was added.`;
        outgoing.sendFrame({ type: 'error', code: 'too_many_subscriptions', detail });
        return;
      }
      for (const id of new Set(alumniIds)) begin(id);
      void deliver();
    },
    unsubscribe: (alumniIds) => {
      for (const id of alumniIds) drop(id);
    },
    count: () => subscriptions.size,
    slotChanged: (alumniId, frame, message) => {
      const subscription = subscriptions.get(alumniId);
      if (subscription === undefined) return;
      if (subscription.waiting === null) return outgoing.send(message);
      subscription.waiting.push({ frame, message });
      outgoing.hold(message.length);
    },
    renew: () => {
      renewing = subscriptions.size > 0;
      for (const id of [...subscriptions.keys()]) begin(id);
      void deliver();
    },
    stop: () => {
      for (const id of [...subscriptions.keys()]) drop(id);
    },
  };
}

/** A snapshot as it goes out, and the version of each slot in it. */
interface Snapshot {
  message: Message;
  versions: ReadonlyMap<string, number>;
}

/** By the list: whoever is given the same one is sent the same bytes. */
const encoded = new WeakMap<readonly Slot[], Snapshot>();

function encodeSnapshot(alumniId: string, slots: readonly Slot[]): Snapshot {
  const known = encoded.get(slots);
  if (known !== undefined) return known;
  const message = encode({ type: 'snapshot', alumniId, slots });
  const snapshot = { message, versions: new Map(slots.map(({ id, version }) => [id, version])) };
  encoded.set(slots, snapshot);
  return snapshot;
}

function versionOf(frame: SlotFrame): number {
  return frame.type === 'slot_deleted' ? frame.version : frame.slot.version;
}

function slotIdOf(frame: SlotFrame): string {
  return frame.type === 'slot_deleted' ? frame.slotId : frame.slot.id;
}
