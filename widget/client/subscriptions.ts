import type { feedLimits } from '@mentor-slots/contract';

/** The service's limit for one socket; whoever is beyond is read over HTTP. */
export const maxSubscriptions: (typeof feedLimits)['subscriptions'] = 500;
/** Bytes of ids in one frame: the service refuses frames over 16 KiB. */
const idBytes = 15 * 1024;

/** Splits ids so that each frame stays within the service's limit. */
export function chunkIds(ids: readonly string[]): string[][] {
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
