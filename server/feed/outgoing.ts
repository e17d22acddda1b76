import { closeCodes, feedLimits, type ServerFrame } from '@mentor-slots/contract';
import type { WebSocket } from 'ws';
import type { FeedMetrics } from '../metrics/feed-metrics.ts';
import { encode, type Message } from './hub.ts';

/** What leaves through one socket. Bounded: a client that does not read is closed 1013 and comes back to a snapshot. */
export interface Outgoing {
  isOpen(): boolean;
  send(message: Message): void;
  sendFrame(frame: ServerFrame): void;
  /** For answers of any size that the client asked for: resolves when it is time for the next one. */
  sendPaced(frame: ServerFrame): Promise<void>;
  /** Counts messages that wait inside the service as unread too; negative when they are let go. */
  hold(bytes: number): void;
  /** Nothing is sent after it. The socket is destroyed where the client does not answer within two seconds. */
  close(code: number, reason: string): void;
}

/** How much of asked-for answers may be on its way before the next one waits. */
const pacedBytes = 256 * 1024;

export function createOutgoing(socket: WebSocket, metrics: FeedMetrics, onClose: () => void): Outgoing {
  let paced = 0;
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
    if (socket.bufferedAmount - paced + held > feedLimits.unreadBytes) {
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
    sendPaced: async (frame) => {
      if (!isOpen()) return;
      const message = encode(frame);
      metrics.sent();
      paced += message.length;
      const gone = new Promise<void>((resolve) => {
        socket.send(message, { binary: false }, () => {
          paced -= message.length;
          resolve();
        });
      });
      if (paced > pacedBytes) await gone;
    },
    hold: (bytes) => {
      held += bytes;
      if (bytes > 0) checkUnread();
    },
  };
}
