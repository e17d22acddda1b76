/** One example of what RFC 6455 says of frames: bytes, and what a server has to do with them. */
import { type FrameToWrite, frameBytes } from './raw-websocket.ts';

/** Goes on, or closes with a code (null: without one): one of these, where the RFC leaves it open. */
export type Outcome = readonly ('goes on' | number | null)[];

export interface ProtocolCase {
  title: string;
  /** Written one after another. */
  bytes: Buffer[];
  outcome: Outcome;
  /** Payloads of the pongs that come back. */
  pongs?: Buffer[];
}

export const goesOn: Outcome = ['goes on'];
export const failed: Outcome = [1002];

export function protocolCase(title: string, outcome: Outcome, ...frames: FrameToWrite[]): ProtocolCase {
  return { title, outcome, bytes: frames.map(frameBytes) };
}
