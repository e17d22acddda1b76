import { closeCodes, feedLimits, type ServerFrame } from '@mentor-slots/contract';
import type { WebSocket } from 'ws';
import type { FeedMetrics } from '../metrics/feed-metrics.ts';
import { encode, type Message } from './hub.ts';

/** What leaves through one socket. Bounded: a client that does not read is closed 1013 and comes back to a snapshot. */
export interface Outgoing {
  isOpen(): boolean;
  send(message: Message): void;
  sendFrame(frame: ServerFrame): void;
  /** Resolves when the snapshots that are on their way leave room for one of so many bytes. */
  room(bytes: number): Promise<void>;
  /**
   * Sends a snapshot. It counts as unread like everything else, unless it is larger by itself than what may be unread:
   * it is kept once for all sockets, and the client could never have it otherwise.
   */
  sendSnapshot(message: Message): void;
  /** Counts messages that wait inside the service as unread too; negative when they are let go. */
  hold(bytes: number): void;
  /** Nothing is sent after it. The socket is destroyed where the client does not answer within two seconds. */
  close(code: number, reason: string): void;
}

/** How much of snapshots may be on its way before the next one waits. */
const snapshotBytes = 256 * 1024;

export function createOutgoing(socket: WebSocket, metrics: FeedMetrics, onClose: () => void): Outgoing {
  let snapshots = 0;
  let uncounted = 0;
  let gone: Promise<void> = Promise.resolve();
  let held = 0;

  function close(code: number, reason: string): void {
    if (!isOpen()) return;
    onClose();
    socket.close(code, reason);
  }

  function isOpen(): boolean {
    return socket.readyState === socket.OPEN;
  }

  function checkUnread(): void {
    if (socket.bufferedAmount - uncounted + held > feedLimits.unreadBytes) {
      close(closeCodes.tooSlow, 'more than 1 MiB unread: read faster, or subscribe to less');
    }
  }

  function send(message: Message): void {
    if (!isOpen()) return;
    metrics.sent();
    socket.send(message, { binary: false });
    checkUnread();
  }

  return {
    isOpen,
    close,
    send,
    sendFrame: (frame) => send(encode(frame)),
    room: async (bytes) => {
      while (snapshots > 0 && snapshots + bytes > snapshotBytes) await gone;
    },
    sendSnapshot: (message) => {
      if (!isOpen()) return;
      metrics.sent();
      const bytes = message.length;
      const free = bytes > feedLimits.unreadBytes ? bytes : 0;
      snapshots += bytes;
      uncounted += free;
      gone = new Promise<void>((resolve) => {
        socket.send(message, { binary: false }, () => {
          snapshots -= bytes;
          uncounted -= free;
          resolve();
        });
      });
      checkUnread();
    },
    hold: (bytes) => {
      held += bytes;
      if (bytes > 0) checkUnread();
    },
  };
}
