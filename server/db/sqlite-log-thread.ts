/** The thread that writes a long log back into its file, as sqlite-log.ts asks, and ends once that is done. */
import { setTimeout as delay } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { usualPages } from './sqlite-log.ts';

/** How long it waits for those who read what is older, in ms. */
const pause = 250;

const file = new SqliteDatabase(workerData as string, { fileMustExist: true, timeout: 5000 });
// What is written back is on the disk before the log begins anew.
file.pragma('synchronous = FULL');
for (;;) {
  const [{ log, checkpointed }] = file.pragma('wal_checkpoint(PASSIVE)') as [
    { busy: number; log: number; checkpointed: number },
  ];
  if (log - checkpointed < usualPages) break;
  await delay(pause);
}
file.close();
