import type { SlotFrame } from '@mentor-slots/contract';
import type { Change, Database } from '../db/database.ts';

/** A frame as it goes out: its JSON, encoded once for all sockets that get it. */
export type Message = Buffer;

/** One socket, as the hub sees it. */
export interface Listener {
  /** A public change of a slot of an alumnus that it subscribed to. */
  slotChanged(alumniId: string, frame: SlotFrame, message: Message): void;
  /** A booking of the person that it authenticated as. */
  bookingChanged(message: Message): void;
  /** A booking in one of that person's slots, in the form of who may manage them. */
  rosterChanged(alumniId: string, message: Message): void;
  /** Changes may have been missed. */
  gap(): void;
}

/** Who hears what: alumni ids and persons → sockets. */
export interface Hub {
  subscribe(alumniId: string, listener: Listener): void;
  unsubscribe(alumniId: string, listener: Listener): void;
  /** Frames for this person reach the listener until it leaves. */
  join(personId: string, listener: Listener): void;
  leave(personId: string, listener: Listener): void;
  /** Hears no more changes. */
  close(): void;
}

export function encode(frame: unknown): Message {
  return Buffer.from(JSON.stringify(frame));
}

/** Passes on every committed change, in the order of the commits, to those whom it is for. */
export function createHub(onChange: Database['onChange'], onGap: Database['onGap']): Hub {
  const subscribers = new Map<string, Set<Listener>>();
  const persons = new Map<string, Set<Listener>>();

  function publish(change: Change): void {
    if (change.to === 'services') {
      // Whoever shows slots of the one who is gone sees that they are.
      for (const listener of [...(subscribers.get(change.erased) ?? [])]) listener.gap();
      return;
    }
    const listeners =
      change.to === 'subscribers' ? subscribers.get(change.alumniId) : persons.get(change.personId);
    if (listeners === undefined) return;
    const message = encode(change.frame);
    // A copy: a listener that turns out to be too slow leaves while the change is passed on.
    for (const listener of [...listeners]) {
      if (change.to === 'subscribers') listener.slotChanged(change.alumniId, change.frame, message);
      else if (change.to === 'owner') listener.rosterChanged(change.personId, message);
      else listener.bookingChanged(message);
    }
  }

  function tellGap(): void {
    const all = new Set([...subscribers.values(), ...persons.values()].flatMap((each) => [...each]));
    for (const listener of all) listener.gap();
  }

  const stops = [onChange(publish), onGap(tellGap)];

  return {
    subscribe: (alumniId, listener) => add(subscribers, alumniId, listener),
    unsubscribe: (alumniId, listener) => remove(subscribers, alumniId, listener),
    join: (personId, listener) => add(persons, personId, listener),
    leave: (personId, listener) => remove(persons, personId, listener),
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

function add(topics: Map<string, Set<Listener>>, key: string, listener: Listener): void {
  const listeners = topics.get(key);
  if (listeners) listeners.add(listener);
  else topics.set(key, new Set([listener]));
}

function remove(topics: Map<string, Set<Listener>>, key: string, listener: Listener): void {
  const listeners = topics.get(key);
  listeners?.delete(listener);
  if (listeners?.size === 0) topics.delete(key);
}
