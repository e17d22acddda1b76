/** A process beside this one, so that whoever serves and whoever asks have a core each. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { memoryOf } from './memory.ts';

export interface Child<Told> {
  /** What it sent first: that it is ready, and where. */
  told: Told;
  /** Of the process, in bytes; null where the system does not tell. */
  memory(): number | null;
  stop(): Promise<void>;
}

/** Runs a file of this folder, which tells once what it has to tell, and ends when this process lets go of it. */
export async function startChild<Told>(file: string, ...args: string[]): Promise<Child<Told>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args);
  const exited = once(child, 'exit');
  const told = await new Promise<Told>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Told));
    exited.then(([code]) => reject(new Error(`${file} ended with code ${code} before it was ready`)));
  });
  return {
    told,
    memory: () => memoryOf(child.pid),
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}
