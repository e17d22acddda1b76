import type { ClientFrame, feedLimits } from '@mentor-slots/contract';

/** The service's limit for one socket; whoever is beyond is read over HTTP. */
const maxSubscriptions: (typeof feedLimits)['subscriptions'] = 500;
/** Bytes of ids in one frame: the service refuses frames over 16 KiB. */
const idBytes = 15 * 1024;

/** Whose slots a socket brings. */
export interface Subscriptions {
  want(alumniIds: Iterable<string>): void;
  /** Says what has become wanted, and what no longer is. */
  send(): void;
  /** Nothing is subscribed to: another socket, or one that refused. */
  forget(): void;
}

export function createSubscriptions(say: (frame: ClientFrame) => void): Subscriptions {
  let wanted: readonly string[] = [];
  let sent = new Set<string>();
  return {
    want(alumniIds) {
      wanted = [...new Set(alumniIds)];
    },
    send() {
      const keep = new Set(wanted.slice(0, maxSubscriptions));
      const drop = [...sent].filter((id) => !keep.has(id));
      const add = [...keep].filter((id) => !sent.has(id));
      for (const alumniIds of chunkIds(drop)) say({ type: 'unsubscribe', alumniIds });
      for (const alumniIds of chunkIds(add)) say({ type: 'subscribe', alumniIds });
      sent = keep;
    },
    forget() {
      sent = new Set();
    },
  };
}

/** Splits ids so that each frame stays within the service's limit. */
function chunkIds(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let room = 0;
  for (const id of ids) {
    const bytes = new TextEncoder().encode(JSON.stringify(id)).length + 1;
    if (bytes > room || !chunks.length) {
      chunks.push([]);
      room = idBytes;
    }
    room -= bytes;
    chunks.at(-1)?.push(id);
  }
  return chunks;
}
