/** A WebSocket client that writes its frames bit by bit, also such as RFC 6455 forbids, and reads what comes back as it comes. */
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawFrame {
  opcode: number;
  payload: Buffer;
  fin: boolean;
  rsv: number;
  masked: boolean;
}

export interface FrameToWrite {
  opcode: number;
  payload?: string | Buffer;
  fin?: boolean;
  /** The three reserved bits as a number. */
  rsv?: number;
  /** Null: not masked. */
  mask?: Buffer | null;
  /** In how many bits the length is told; as many as needed unless told. */
  lengthBits?: 7 | 16 | 64;
  /** Told instead of the payload's own. */
  length?: bigint;
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/** RFC 6455 §5.2. */
export function frameBytes(frame: FrameToWrite): Buffer {
  const { opcode, fin = true, rsv = 0, mask = Buffer.from('1a2b3c4d', 'hex') } = frame;
  const payload = Buffer.from(frame.payload ?? '');
  const length = frame.length ?? BigInt(payload.length);
  const bits = frame.lengthBits ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64);
  const short = bits === 7 ? Number(length) : bits === 16 ? 126 : 127;
  const long = Buffer.alloc(bits === 7 ? 0 : bits / 8);
  if (bits === 16) long.writeUInt16BE(Number(length));
  if (bits === 64) long.writeBigUInt64BE(length);
  const head = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode, (mask === null ? 0 : 0x80) | short]);
  if (mask === null) return Buffer.concat([head, long, payload]);
  const masked = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([head, long, mask, masked]);
}

/** The frames that are whole in these bytes, as a server writes them. */
function readFrames(bytes: Buffer): RawFrame[] {
  const frames: RawFrame[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const [first = 0, second = 0] = bytes.subarray(at);
    const short = second & 0x7f;
    const begin = at + 2 + (short === 126 ? 2 : short === 127 ? 8 : 0);
    if (begin > bytes.length) break;
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short;
    if (begin + length > bytes.length) break;
    const payload = bytes.subarray(begin, begin + length);
    const masked = (second & 0x80) !== 0;
    frames.push({ opcode: first & 0xf, fin: (first & 0x80) !== 0, rsv: (first >> 4) & 7, masked, payload });
    at = begin + length;
  }
  return frames;
}

export interface RawWebSocket {
  /** The answer to the handshake, in lines. */
  head: string;
  write(bytes: Buffer): void;
  /** What came so far. */
  frames(): RawFrame[];
  /** Resolves with the first frame of which this is true, or with null when the connection ended without one. */
  first(is: (frame: RawFrame) => boolean): Promise<RawFrame | null>;
  /** When the service has ended the connection. */
  ended: Promise<void>;
}

export const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ==';
const usual = ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];

/** Asks the feed for an upgrade; resolves when the head of the answer has come. Closed with the test. */
export function openRawWebSocket(
  url: string,
  lines: readonly string[] = [...usual, `Sec-WebSocket-Key: ${sampleKey}`],
  request = 'GET /api/slots/feed HTTP/1.1',
): Promise<RawWebSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay();
  onTestFinished(() => void socket.destroy());
  let heard = Buffer.alloc(0);
  let head: string | null = null;
  const waiting = new Set<() => void>();
  const ended = new Promise<void>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
  socket.write(`${[request, ...lines].join('\r\n')}\r\n\r\n`);
  return new Promise((resolve) => {
    const opened = (text: string): RawWebSocket => ({
      head: text,
      write: (bytes) => void socket.write(bytes),
      frames: () => readFrames(heard),
      first: (is) =>
        new Promise((found) => {
          const look = () => {
            const frame = readFrames(heard).find(is);
            if (frame !== undefined) found(frame);
          };
          waiting.add(look);
          look();
          ended.then(() => found(null));
        }),
      ended,
    });
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const end = heard.indexOf('\r\n\r\n');
      if (head === null && end >= 0) {
        head = heard.subarray(0, end).toString();
        heard = heard.subarray(end + 4);
        resolve(opened(head));
      }
      for (const look of waiting) look();
    });
    ended.then(() => resolve(opened(head ?? '')));
  });
}
