/**
 * Changes on their way between the processes that share a PostgreSQL database: `NOTIFY` in the transaction that made
 * them, `LISTEN` in each process. The server delivers whole transactions in the order of their commits.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { inTime } from '../clock.ts';
import type { Change } from './database.ts';

const channel = 'mentor_slots';
/** A notification holds 7,999 bytes; what a unit has to tell is cut into as many as it takes. */
const longestPart = 7900;
/** How often the connection is asked whether it still is one, and how long it may take to say so, in ms. */
const pulseMs = 3000;
/** The longest wait between two tries to listen again, in ms: soon after the server is back everything is. */
const longestWait = 2000;
/** How long a commit's answer waits for the process's own listeners, in ms. */
const patience = 1000;

/** What a unit says of each part before it commits, in their order. */
export const notify = `SELECT pg_notify('${channel}', $1)`;

/** A unit's changes as notifications: `<unit>:<part>:<parts>:<text>`. All of it ASCII, so that a byte is a character. */
export function writeParts(unit: string, changes: readonly Change[]): string[] {
  const text = JSON.stringify(changes).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const count = Math.ceil(text.length / longestPart);
  return Array.from(
    { length: count },
    (_, index) => `${unit}:${index}:${count}:${text.slice(index * longestPart, (index + 1) * longestPart)}`,
  );
}

/** Puts parts together again. Returns the changes with the last part of a unit; throws at what is not ours. */
function partReader(): (payload: string) => { unit: string; changes: Change[] } | null {
  let open: { unit: string; parts: string[] } | null = null;
  return (payload) => {
    const [head, unit = '', index, count] = /^([\w-]+):(\d+):(\d+):/.exec(payload) ?? [];
    if (head === undefined) throw new Error('A notification that no process of ours has sent');
    if (index === '0') open = { unit, parts: [] };
    if (open?.unit !== unit || open.parts.length !== Number(index)) throw new Error('A part is missing');
    open.parts.push(payload.slice(head.length));
    if (open.parts.length < Number(count)) return null;
    const changes = JSON.parse(open.parts.join('')) as Change[];
    open = null;
    return { unit, changes };
  };
}

export interface ChangeFeed {
  /** Before its commit. `told` resolves once this process's listeners have heard of it, or will not soon. */
  expect(): { unit: string; told(): Promise<void>; forget(): void };
  /** Whether it listens now. */
  hearing(): boolean;
  /** True once all was told that was committed before this call; false where that cannot be known soon. */
  caughtUp(): boolean | Promise<boolean>;
  close(): Promise<void>;
}

interface Hearer {
  tell(change: Change): void;
  /** Changes were missed. */
  gap(): void;
  /** Nothing is heard until `gap`. */
  lost(why: Error): void;
  /** The way to the server has gone silent without being closed: other connections of the process may have, too. */
  silence(): void;
}

/** Listens from now on, and again whenever the connection was lost; `gap` then says that changes were missed. */
export async function listenForChanges(
  config: pg.ClientConfig,
  { tell, gap, lost: tellLoss, silence }: Hearer,
): Promise<ChangeFeed> {
  const expected = new Map<string, () => void>();
  const stopping = new AbortController();
  let current: pg.Client | null = null;

  async function listen(): Promise<void> {
    const client = new pg.Client({ ...config, connectionTimeoutMillis: pulseMs, query_timeout: 2 * pulseMs });
    const read = partReader();
    client.on('error', (error) => lost(client, error));
    client.on('end', () => lost(client, new Error('the connection was closed')));
    client.on('notification', ({ payload = '' }) => {
      try {
        const heard = read(payload);
        if (heard === null) return;
        for (const change of heard.changes) tell(change);
        expected.get(heard.unit)?.();
      } catch {
        // Whatever it was meant to say.
        gap();
      }
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    if (stopping.signal.aborted) return client.end();
    current = client;
  }

  function lost(client: pg.Client, why: Error): void {
    if (current !== client) return;
    current = null;
    tellLoss(why);
    for (const resolve of expected.values()) resolve();
    client.end().catch(() => {});
    if (!stopping.signal.aborted) void listenAgain();
  }

  async function listenAgain(): Promise<void> {
    for (let wait = 50; !stopping.signal.aborted; wait = Math.min(2 * wait, longestWait)) {
      await delay(wait * (0.5 + Math.random() / 2), null, { signal: stopping.signal, ref: false }).catch(
        () => {},
      );
      if (stopping.signal.aborted) return;
      const listening = await listen().then(
        () => true,
        () => false,
      );
      if (listening && current !== null) return gap();
      // It was lost again at once: that loss has begun its own tries.
      if (listening) return;
    }
  }

  async function beat(client: pg.Client): Promise<void> {
    let answered = false;
    client.query('SELECT 1').then(
      () => {
        answered = true;
      },
      () => {},
    );
    await delay(pulseMs, null, { ref: false });
    // What came while this process itself did something else is read before it is judged.
    await nextTurn();
    await nextTurn();
    if (answered || current !== client) return;
    silence();
    lost(client, new Error('it says nothing any more'));
  }

  const pulse = setInterval(() => {
    if (current !== null) void beat(current);
  }, pulseMs);
  pulse.unref();
  await listen();

  let fence: Promise<boolean> | null = null;
  let nextFence: Promise<boolean> | null = null;

  /**
   * The server sends a session what it was notified of before it is done with the session's query, so behind the answer
   * nothing is missing that was committed before the query was sent.
   */
  function askFence(client: pg.Client): Promise<boolean> {
    nextFence = null;
    const asked = client.query('SELECT 1').then(
      () => current === client,
      () => false,
    );
    fence = inTime(asked, patience).then((heard) => {
      fence = null;
      return heard ?? false;
    });
    return fence;
  }

  return {
    hearing: () => current !== null,
    caughtUp() {
      if (current === null) return false;
      if (fence === null) return askFence(current);
      // Who comes while one is on its way shares the next: all of them cost one query.
      nextFence ??= fence.then(() => current !== null && askFence(current));
      return nextFence;
    },
    expect() {
      const unit = randomUUID();
      const heard = new Promise<void>((resolve) => expected.set(unit, resolve));
      const forget = () => void expected.delete(unit);
      return {
        unit,
        forget,
        async told() {
          if (current !== null) {
            let enough: NodeJS.Timeout | undefined;
            const waited = new Promise<void>((resolve) => {
              enough = setTimeout(resolve, patience);
            });
            await Promise.race([heard, waited]);
            clearTimeout(enough);
          }
          forget();
        },
      };
    },
    async close() {
      stopping.abort();
      clearInterval(pulse);
      const client = current;
      current = null;
      for (const resolve of expected.values()) resolve();
      await client?.end().catch(() => {});
    },
  };
}
