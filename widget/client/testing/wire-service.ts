import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Booking, ClientFrame, Role, ServerFrame, Slot } from '@mentor-slots/contract';
import { vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { World } from '../world.ts';

type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

/** A service on a real port that speaks the wire as the tests tell it to. */
export interface WireService {
  readonly api: string;
  /** Every request so far: `GET /path`, with its headers and body. */
  readonly requests: {
    line: string;
    token: string | null;
    body: unknown;
    headers: IncomingMessage['headers'];
  }[];
  /** Every socket that ever came, with the frames it sent. */
  readonly sockets: {
    frames: ClientFrame[];
    sizes: number[];
    say(frame: ServerFrame): void;
    close(code: number): void;
    open: boolean;
  }[];
  readonly lines: string[];
  /** What a request is answered with. */
  answer(
    line: string,
    reply:
      | Reply
      | ((request: { token: string | null; body: unknown; headers: IncomingMessage['headers'] }) => Reply),
  ): void;
  /** What a frame is answered with; by default hello, authenticated and an empty snapshot. */
  onFrame: (frame: ClientFrame, say: (frame: ServerFrame) => void, close: (code: number) => void) => void;
  /** Does the service take sockets? */
  feed: boolean;
  heartbeatSeconds: number;
  slots: Map<string, Slot[]>;
  /** What every token gives. */
  roles: readonly Role[];
  /** What every person has. */
  headStartSeconds: number;
  say(frame: ServerFrame): void;
  close(): Promise<void>;
}

export async function startWireService(): Promise<WireService> {
  const answers = new Map<string, Parameters<WireService['answer']>[1]>();
  const wss = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body: unknown = text ? JSON.parse(text) : null;
      const token = request.headers.authorization?.replace('Bearer ', '') ?? null;
      const line = `${request.method} ${request.url}`;
      const { headers } = request;
      service.requests.push({ line, token, body, headers });
      const answer = answers.get(line) ?? {
        status: 404,
        body: { code: 'not_found', detail: 'Nothing here.' },
      };
      const reply = typeof answer === 'function' ? answer({ token, body, headers }) : answer;
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
      response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (!service.feed) {
      socket.destroy();
      return;
    }
    wss.handleUpgrade(request, socket, head, (ws) => {
      const say = (frame: ServerFrame) => ws.send(JSON.stringify(frame));
      const close = (code: number) => ws.close(code);
      const entry: WireService['sockets'][number] = { frames: [], sizes: [], say, close, open: true };
      service.sockets.push(entry);
      ws.on('close', () => {
        entry.open = false;
      });
      ws.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as ClientFrame;
        entry.frames.push(frame);
        entry.sizes.push(data.length);
        service.onFrame(frame, say, close);
      });
      say({ type: 'hello', now: new Date().toISOString(), heartbeatSeconds: service.heartbeatSeconds });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const service: WireService = {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    sockets: [],
    get lines() {
      return service.requests.map((request) => request.line);
    },
    answer: (line, reply) => answers.set(line, reply),
    onFrame: (frame, say) => {
      if (frame.type === 'authenticate') {
        const userId = personOf(frame.token);
        const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
        const { roles, headStartSeconds } = service;
        say({ type: 'authenticated', userId, expiresAt, roles: [...roles], headStartSeconds, mail: false });
      }
      if (frame.type === 'subscribe') {
        for (const alumniId of frame.alumniIds) {
          say({ type: 'snapshot', alumniId, slots: service.slots.get(alumniId) ?? [] });
        }
      }
    },
    feed: true,
    heartbeatSeconds: 25,
    slots: new Map(),
    roles: ['student', 'alumni'],
    headStartSeconds: 0,
    say: (frame) => {
      for (const socket of service.sockets) if (socket.open) socket.say(frame);
    },
    close: async () => {
      for (const socket of wss.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}

/** A JWT's form without a signature: the client never verifies. */
export function tokenOf(sub: string, seconds = 3600, mark = ''): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ sub, exp: Math.floor(Date.now() / 1000) + seconds, mark })}.x`;
}

function personOf(token: string): string {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub;
}

export type TestWorld = World & { signal(signal: 'wake' | 'offline'): void };

/** Real sockets and requests; waits of a second or more pass `pace` times faster, and jitter is nil. */
export function testWorld(pace = 20): TestWorld {
  const listeners = new Set<(signal: 'wake' | 'offline') => void>();
  return {
    fetch: (input, init) => fetch(input, init),
    openSocket: (url) => new WebSocket(url) as never,
    now: () => Date.now(),
    random: () => 0,
    after(ms, call) {
      const timer = setTimeout(call, ms >= 1_000 ? ms / pace : ms);
      return () => clearTimeout(timer);
    },
    visible: () => true,
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signal: (signal) => {
      for (const listener of listeners) listener(signal);
    },
  };
}

/** Waits until `check` passes. */
export function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 60_000 });
}

let nextId = 1;

export function aSlot(changes: Partial<Slot> = {}): Slot {
  const startsAt = changes.startsAt ?? new Date(Date.now() + 86_400_000).toISOString();
  return {
    id: `slot-${nextId++}`,
    alumniId: 'ada',
    alumniName: 'Ada Lindqvist',
    date: startsAt.slice(0, 10),
    startTime: startsAt.slice(11, 16),
    endTime: '23:59',
    timeZone: 'UTC',
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
    maxParticipants: 3,
    seatsTaken: 0,
    seatsLeft: 3,
    waiting: 0,
    description: null,
    status: 'available',
    requiresApproval: false,
    opensAt: null,
    seriesId: null,
    version: 1,
    createdAt: startsAt,
    updatedAt: startsAt,
    ...changes,
  };
}

export function aBooking(slot: Slot, changes: Partial<Booking> = {}): Booking {
  return {
    id: `booking-${nextId++}`,
    slotId: slot.id,
    studentId: 'mira',
    status: 'confirmed',
    bookedAt: slot.createdAt,
    cancelledAt: null,
    cancelReason: null,
    note: null,
    waitlistPosition: null,
    offerExpiresAt: null,
    attendance: null,
    slot,
    ...changes,
  };
}
