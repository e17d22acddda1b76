import type { ServerFrame } from '@mentor-slots/contract';
import { toJson } from '../client/to-json.ts';
import type { Check } from './diagnosis.ts';
import { told } from './network-checks.ts';
import { fine, type SetUp, wrong } from './set-up.ts';

const patience = 5_000;
/** A device whose clock is off by more is worth a word. */
const tolerated = 60_000;

export interface Heard {
  socket: Check;
  /** The service's clock minus this device's, ms; null where the service was not heard. */
  offset: number | null;
}

/** Opens a socket of its own, waits for hello, and signs in on it where there is a token. */
export async function checkSocket(
  { api, violations }: SetUp,
  token: string | null,
  isReachable: boolean,
): Promise<Heard> {
  let offset: number | null = null;
  const socket = await new Promise<Check>((resolve) => {
    const url = `${api.replace(/^http/, 'ws')}/api/slots/feed`;
    let ws: WebSocket | null = null;
    let opened = false;
    const end = (check: Check) => {
      clearTimeout(timer);
      resolve(check);
      ws?.close();
    };
    /** Ends where a reason is known that is told elsewhere. */
    const endIfKnown = () => {
      if (violations.some((one) => one.effectiveDirective === 'connect-src' && /^ws/.test(one.blockedURI))) {
        end(wrong('socket', 'The policy of this page forbids the socket.', 'See "policy".'));
        return true;
      }
      if (!isReachable && !opened) end(wrong('socket', 'It does not open either.', 'See "reachable".'));
      return !isReachable && !opened;
    };
    const closed = async (code: number) => {
      await told();
      if (code === 4401) return end(fine('socket', 'It opens; the service does not take the token there.'));
      if (endIfKnown()) return;
      end(
        wrong(
          'socket',
          `${url} ${opened ? `was closed with ${code}` : 'does not open'}, though the service answers requests.`,
          'Let the proxy in front of the service pass WebSockets on (Upgrade and Connection headers, HTTP/1.1). ' +
            'Until then lists are read every 20 seconds.',
        ),
      );
    };
    const timer = setTimeout(() => {
      if (endIfKnown()) return;
      const detail = opened ? 'It opens, but the service stays silent.' : 'It does not open in time.';
      end(wrong('socket', detail, 'Let the proxy in front of the service pass WebSockets on unbuffered.'));
    }, patience);
    try {
      ws = new WebSocket(url);
    } catch {
      // A policy's refusal is told by its event, which follows.
      void closed(0);
      return;
    }
    ws.onopen = () => {
      opened = true;
    };
    ws.onclose = ({ code }) => void closed(code);
    ws.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.type === 'hello') {
        offset = Date.parse(frame.now) - Date.now();
        if (!token) return end(fine('socket', 'It opens, and the service says hello.'));
        ws?.send(toJson({ type: 'authenticate', token }));
      }
      if (frame.type === 'authenticated') end(fine('socket', `It opens, and knows ${frame.userId}.`));
    };
  });
  return { socket, offset };
}

/** This device's clock against the service's. */
export function checkClock(offset: number | null): Check {
  if (offset === null) return fine('clock', 'Not compared: the service’s clock comes by the socket.');
  if (Math.abs(offset) <= tolerated) return fine('clock', 'It agrees with the service’s.');
  const minutes = Math.round(Math.abs(offset) / 60_000);
  return wrong(
    'clock',
    `This device’s clock is ${minutes} minutes ${offset < 0 ? 'ahead of' : 'behind'} the service’s.`,
    'Set it. Where every device says so, set the clock of the service’s machine. Countdowns go by the service’s clock.',
  );
}
