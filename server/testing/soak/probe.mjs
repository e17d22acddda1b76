/**
 * Loaded into the service before it starts, by NODE_OPTIONS: on SIGWINCH, which the service leaves alone, it collects garbage and writes into the file that PROBE_FILE
 * names what the process holds, and how long its event loop was late since it was asked before. The service knows nothing of it.
 */
import { createHook } from 'node:async_hooks';
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** Ids of all timers that are set, those too that keep no process alive. */
const timers = new Set();

function filesOpen() {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    // Only Linux tells.
    return 0;
  }
}

if (isMainThread && process.env.PROBE_FILE) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  createHook({
    init(id, type) {
      if (type === 'Timeout') timers.add(id);
    },
    destroy(id) {
      timers.delete(id);
    },
  }).enable();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let count = 0;
  process.on('SIGWINCH', () => {
    // An idle loop shows the resolution itself.
    const delayMs = Math.max(0, delay.percentile(99) / 1e6 - 10);
    collect();
    setTimeout(() => delay.reset(), 50).unref();
    count += 1;
    const { heapUsed, external, rss } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo();
    const held = {
      count,
      memory: heapUsed + external,
      rss,
      timers: timers.size,
      sockets: resources.filter((name) => name === 'TCPSocketWrap').length,
      files: filesOpen(),
      delayMs,
    };
    writeFileSync(`${process.env.PROBE_FILE}.new`, JSON.stringify(held));
    renameSync(`${process.env.PROBE_FILE}.new`, process.env.PROBE_FILE);
  });
}
