import type { ServerFrame, Slot, SlotView } from '@mentor-slots/contract';
import { type Failure, failureOf } from './failure.ts';
import { type Http, readPages } from './http.ts';
import { loadedOf, once } from './reading.ts';
import type { Loaded } from './slot-client.ts';
import { createSlotStore, publicForm, type SlotStore } from './slot-store.ts';

interface Kept {
  store: SlotStore;
  watchers: number;
  /** Server time (ms) at which the list was last whole and true; null before the first. */
  at: number | null;
  /** A snapshot came over the socket that is open now. */
  live: boolean;
  failure: Failure | null;
  etag: string | null;
}

/** Every watched alumnus's slots, from snapshots and frames, or over HTTP where there is no feed. */
export interface PublicSlots {
  readonly watched: readonly string[];
  watch(alumniId: string): () => void;
  get(alumniId: string): Loaded<readonly Slot[]>;
  /** Returns whether anything changed. */
  receive(frame: ServerFrame): boolean;
  meet(slot: SlotView): void;
  /** The connection is gone: what is held was true until then. */
  lost(at: number): void;
  /** Whose list the feed is not keeping. */
  stale(): readonly string[];
  read(alumniId: string): Promise<void>;
  /** Nobody may read any more: what was held is not theirs to see either. */
  refuse(failure: Failure): void;
  /** Forgets alumni that nobody watches any more. */
  prune(): void;
}

export function createPublicSlots(
  http: Http,
  now: () => number,
  changed: (alumniId?: string) => void,
): PublicSlots {
  const kept = new Map<string, Kept>();

  return {
    get watched() {
      return [...kept].filter(([, one]) => one.watchers > 0).map(([id]) => id);
    },
    watch(alumniId) {
      const one = kept.get(alumniId) ?? {
        store: createSlotStore(),
        watchers: 0,
        at: null,
        live: false,
        failure: null,
        etag: null,
      };
      kept.set(alumniId, one);
      one.watchers++;
      return once(() => one.watchers--);
    },
    get(alumniId) {
      const one = kept.get(alumniId);
      return one ? loadedOf(one.store.list, one, one.live, now) : { state: 'loading' };
    },
    receive(frame) {
      if (frame.type === 'snapshot') {
        const one = kept.get(frame.alumniId);
        if (!one) return false;
        one.store.snapshot(frame.slots);
        one.at = now();
        one.live = true;
        one.failure = one.etag = null;
        return true;
      }
      if (frame.type === 'slot_deleted') return kept.get(frame.alumniId)?.store.apply(frame) ?? false;
      if (frame.type === 'slot_created' || frame.type === 'slot_updated') {
        return kept.get(frame.slot.alumniId)?.store.apply(frame) ?? false;
      }
      return false;
    },
    meet(slot) {
      if (kept.get(slot.alumniId)?.store.meet(publicForm(slot))) changed(slot.alumniId);
    },
    lost(at) {
      for (const one of kept.values()) {
        if (one.live) one.at = at;
        one.live = false;
      }
    },
    stale: () => [...kept].filter(([, one]) => one.watchers > 0 && !one.live).map(([id]) => id),
    async read(alumniId) {
      const one = kept.get(alumniId);
      if (!one) return;
      try {
        const at = now();
        const path = `/api/slots/alumni/${encodeURIComponent(alumniId)}`;
        const headers: Record<string, string> = one.etag ? { 'if-none-match': one.etag } : {};
        const { slots, etag } = await readPages(http, path, {}, { headers });
        // The feed came back meanwhile: it knows better.
        if (one.live) return;
        one.at = at;
        one.failure = null;
        if (!slots) return;
        one.store.snapshot(slots.map(publicForm));
        one.etag = etag;
      } catch (error) {
        one.failure = failureOf(error);
      } finally {
        changed(alumniId);
      }
    },
    refuse(failure) {
      for (const one of kept.values()) {
        if (one.live) continue;
        one.failure = failure;
        one.at = one.etag = null;
      }
      changed();
    },
    prune() {
      for (const [id, one] of kept) if (one.watchers <= 0) kept.delete(id);
    },
  };
}
