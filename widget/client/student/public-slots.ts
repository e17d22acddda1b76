import type { Slot } from '@mentor-slots/contract';
import type { Collection, Link } from '../collection.ts';
import { Failure, failureOf } from '../failure.ts';
import type { Loaded } from '../loaded.ts';
import { loadedOf, once } from '../reading.ts';
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

/** Every watched alumnus's upcoming and running slots, from snapshots and frames, or over HTTP where there is no feed. */
export interface PublicSlots extends Collection {
  /** Reference-counted; returns the release. */
  watch(alumniId: string): () => void;
  get(alumniId: string): Loaded<readonly Slot[]>;
}

export function publicSlots(link: Link): PublicSlots {
  const kept = new Map<string, Kept>();
  const watched = () => [...kept].filter(([, one]) => one.watchers > 0);

  async function read(alumniId: string): Promise<void> {
    const one = kept.get(alumniId);
    if (!one) return;
    try {
      const at = link.now();
      const { slots, etag } = await link.api.slotsOf(alumniId, one.etag);
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
      link.changed(alumniId);
    }
  }

  /** Nobody may read any more: what was held is not theirs to see either. */
  function refuse(failure: Failure): void {
    for (const one of kept.values()) {
      if (one.live) continue;
      one.failure = failure;
      one.at = one.etag = null;
    }
  }

  return {
    get watched() {
      return watched().length > 0;
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
      link.rewatched();
      return once(() => {
        one.watchers--;
        link.rewatched();
      });
    },
    get(alumniId) {
      const one = kept.get(alumniId);
      return one ? loadedOf(one.store.list, one, one.live, link.now) : { state: 'loading' };
    },
    wanted() {
      // What nobody watches any more is forgotten only now: its element may just be moving in the page.
      for (const [id, one] of kept) if (one.watchers <= 0) kept.delete(id);
      return [...kept.keys()];
    },
    receive(frame) {
      switch (frame.type) {
        case 'snapshot': {
          const one = kept.get(frame.alumniId);
          if (!one) return false;
          one.store.snapshot(frame.slots);
          one.at = link.now();
          one.live = true;
          one.failure = one.etag = null;
          return true;
        }
        case 'slot_deleted':
          return kept.get(frame.alumniId)?.store.apply(frame) ?? false;
        case 'slot_created':
        case 'slot_updated':
          return kept.get(frame.slot.alumniId)?.store.apply(frame) ?? false;
        case 'error':
          if (frame.code !== 'unauthenticated') return false;
          if (link.tokenFailure?.code === 'token_refused') refuse(link.tokenFailure);
          else if (!link.signedIn) refuse(new Failure(frame.code, frame.detail, 401));
          return false;
        default:
          return false;
      }
    },
    meet: (slot) => kept.get(slot.alumniId)?.store.meet(publicForm(slot)) ?? false,
    lost(at) {
      for (const one of kept.values()) {
        if (one.live) one.at = at;
        one.live = false;
      }
    },
    stale: () =>
      watched()
        .filter(([, one]) => !one.live)
        .map(([id]) => [id, () => read(id)] as const),
  };
}
