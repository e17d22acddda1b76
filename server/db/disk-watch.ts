import { Problem } from '../problem.ts';
import { createListeners, type Listeners } from './change-listeners.ts';
import type { Commit, Vitals } from './database.ts';

export interface DiskWatch extends Pick<Vitals, 'isFull' | 'onFull' | 'onRoom'> {
  /** Hears why a unit of work was not kept. */
  failed(error: unknown): void;
}

/** Knows whether the disk takes what is written, by what becomes of it, the same for both engines. */
export function watchDisk(commits: Listeners<Commit>): DiskWatch {
  const fulls = createListeners<Error>();
  const rooms = createListeners<void>();
  let isFull = false;
  commits.add(({ changes }) => {
    // One that wrote nothing fits a full disk.
    if (!isFull || changes === 0) return;
    isFull = false;
    rooms.tell();
  });
  return {
    isFull: () => isFull,
    onFull: fulls.add,
    onRoom: rooms.add,
    failed(error) {
      if (isFull || !(error instanceof Problem) || error.code !== 'storage_full') return;
      isFull = true;
      fulls.tell(error);
    },
  };
}
