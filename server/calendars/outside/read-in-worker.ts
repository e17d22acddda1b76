/** Reads calendars of strangers in a thread of its own: whatever they come to, the service goes on. */
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../thread.ts';
import type { BusyTimes, BusyTimesQuery } from './busy-times.ts';

export interface BusyReader {
  /**
   * As `readBusyTimes`. A calendar that takes too long or too much memory has `too_many_events`. Rejects only for a fault of
   * ours, or when the reader was closed.
   */
  read(text: string, query: BusyTimesQuery): Promise<BusyTimes>;
  /** Ends the thread, with what it reads. */
  close(): Promise<void>;
}

export interface BusyReaderBounds {
  /** For one calendar, in ms. */
  time: number;
  /** For all that the thread keeps, in MB. */
  memory: number;
}

const usual: BusyReaderBounds = { time: 5000, memory: 128 };

/** How long a thread may take to begin, in ms: it has modules to load, on a machine that may be busy. */
const beginning = 60_000;

/**
 * Calendars are read one at a time, by a thread that begins with the first of them. One that comes to too much costs its
 * thread; the next has a new one.
 */
export function createBusyReader(told: Partial<BusyReaderBounds> = {}): BusyReader {
  const bounds = { ...usual, ...told };
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function end(): Promise<void> {
    const ending = thread;
    thread = null;
    await ending?.terminate();
  }

  async function readOne(text: string, query: BusyTimesQuery): Promise<BusyTimes> {
    if (isClosed) throw new Error('The reader of calendars is closed.');
    if (thread === null) {
      const begun = begin(bounds.memory);
      begun.once('exit', () => {
        if (thread === begun) thread = null;
      });
      thread = begun;
      if ((await answerOf(thread, beginning)) === null) throw new Error('No thread for calendars begins.');
    }
    const answering = answerOf(thread, bounds.time);
    thread.postMessage({ text, query });
    const answer = (await answering) as BusyTimes | null;
    if (answer === null) await end();
    return answer ?? { problem: 'too_many_events' };
  }

  return {
    read(text, query) {
      const reading = last.then(() => readOne(text, query));
      last = reading.catch(end);
      return reading;
    },
    async close() {
      isClosed = true;
      await end();
    },
  };
}

function begin(memory: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 16 };
  const thread = startThread('./busy-worker', import.meta.url, { resourceLimits });
  // Who waits for an answer hears of it too; without a listener it would end the process.
  thread.on('error', () => {});
  return thread;
}

/** Its next message; null where none comes in time, or where its memory is used up. Rejects for what it throws, and once it ended. */
async function answerOf(thread: Worker, patience: number): Promise<unknown> {
  const waiting = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, patience, null);
      const isOver = () => reject(new Error('The thread for calendars ended.'));
      const onError = (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null);
        else reject(error);
      };
      thread.once('message', resolve).once('error', onError).once('exit', isOver);
      waiting.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        thread.off('message', resolve).off('error', onError).off('exit', isOver);
      });
    });
  } finally {
    waiting.abort();
  }
}
