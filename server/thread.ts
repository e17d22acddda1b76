import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread by a script of ours. `script` is its address without the ending, `import.meta.url` of its starter tells which one it
 * has: from sources, tsx reads the TypeScript of the thread; what is built needs nothing. It keeps no process alive.
 */
export function startThread(script: string, starter: string, options: WorkerOptions = {}): Worker {
  const isSource = starter.endsWith('.ts');
  const address = new URL(`${script}${isSource ? '.ts' : '.js'}`, starter);
  const bySource = `import('tsx/esm/api').then(({ register }) => (register(), import('${address.href}')))`;
  const settings = { execArgv: [], ...options };
  const thread = isSource ? new Worker(bySource, { ...settings, eval: true }) : new Worker(address, settings);
  thread.unref();
  return thread;
}
