/** The thread that reads calendars of strangers, one at a time, as read-in-worker.ts asks. */
import { parentPort } from 'node:worker_threads';
import { type BusyTimesQuery, readBusyTimes } from './busy-times.ts';

parentPort?.on('message', ({ text, query }: { text: string; query: BusyTimesQuery }) => {
  parentPort?.postMessage(readBusyTimes(text, query));
});
parentPort?.postMessage('ready');
