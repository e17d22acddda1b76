/** A client of the feed for tests: keeps every frame, waits for the ones that a test asks for. Closed with the test. */
import { once } from 'node:events';
import type { ServerFrame } from '@mentor-slots/contract';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

type FrameType = ServerFrame['type'];
type FrameOf<Type extends FrameType> = Extract<ServerFrame, { type: Type }>;

export interface FeedClient {
  socket: WebSocket;
  /** Everything received so far, in order. */
  frames: ServerFrame[];
  /** An object as JSON; a text or bytes as they are. */
  send(frame: object | string | Buffer): void;
  /** The next frame of this type that was not asked for yet; fails after three seconds. */
  next<Type extends FrameType>(type: Type): Promise<FrameOf<Type>>;
  /** Resolves when everything that the service had sent when asked has arrived. */
  settle(): Promise<void>;
  authenticate(token: string): Promise<FrameOf<'authenticated'>>;
  /** Resolves with the snapshots, in the order of their arrival. */
  subscribe(...alumniIds: string[]): Promise<FrameOf<'snapshot'>[]>;
  closed: Promise<{ code: number; reason: string }>;
}

export async function connectFeed(serviceUrl: string, options: ClientOptions = {}): Promise<FeedClient> {
  const socket = new WebSocket(`${serviceUrl.replace(/^http/, 'ws')}/api/slots/feed`, options);
  const frames: ServerFrame[] = [];
  const taken = new Set<ServerFrame>();
  onTestFinished(() => socket.terminate());
  socket.on('error', () => {});
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) throw new Error('The feed sends text.');
    frames.push(JSON.parse(data.toString()));
    socket.emit('frame');
  });
  socket.setMaxListeners(0);
  await once(socket, 'open');

  const client: FeedClient = {
    socket,
    frames,
    closed,
    send(frame) {
      socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
    },
    async next<Type extends FrameType>(type: Type) {
      const signal = AbortSignal.timeout(60_000);
      for (;;) {
        const frame = frames.find((each) => each.type === type && !taken.has(each));
        if (frame !== undefined) {
          taken.add(frame);
          return frame as FrameOf<Type>;
        }
        await once(socket, 'frame', { signal }).catch(() => {
          throw new Error(`No ${type} among ${JSON.stringify(frames.map((each) => each.type))}`);
        });
      }
    },
    async settle() {
      const pong = once(socket, 'pong');
      socket.ping();
      await pong;
    },
    async authenticate(token) {
      client.send({ type: 'authenticate', token });
      return client.next('authenticated');
    },
    async subscribe(...alumniIds) {
      client.send({ type: 'subscribe', alumniIds });
      const snapshots: FrameOf<'snapshot'>[] = [];
      while (snapshots.length < new Set(alumniIds).size) snapshots.push(await client.next('snapshot'));
      return snapshots;
    },
  };
  return client;
}
