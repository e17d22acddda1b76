import { type ClientFrame, ClientFrameSchema } from '@mentor-slots/contract';
import { isAsIn } from '../http/compiled-schemas.ts';

const isClientFrame = isAsIn(ClientFrameSchema);

const expectations: Record<string, string> = {
  authenticate: 'An authenticate frame is {"type":"authenticate","token":"…"} and nothing else.',
  subscribe: 'A subscribe frame is {"type":"subscribe","alumniIds":[…]} with 1 to 500 ids and nothing else.',
  unsubscribe:
    'An unsubscribe frame is {"type":"unsubscribe","alumniIds":[…]} with 1 to 500 ids and nothing else.',
};

/** What a client sent, or the sentence that tells why it is not a frame. */
export function readClientFrame(data: Buffer, isBinary: boolean): ClientFrame | string {
  if (isBinary) return 'A frame is JSON in a text message; this one is binary.';
  let frame: unknown;
  try {
    frame = JSON.parse(data.toString());
  } catch {
    return 'A frame is JSON; this one cannot be read as such.';
  }
  if (isClientFrame(frame)) return frame;
  const type = (frame as { type?: unknown } | null)?.type;
  const expected =
    typeof type === 'string' && Object.hasOwn(expectations, type) ? expectations[type] : undefined;
  return expected ?? 'The type of a frame is one of authenticate, subscribe, unsubscribe.';
}
