/** Where a command reads and writes: results go to the standard output, all else to the standard error. */
import { createInterface } from 'node:readline/promises';

/** As much of `process` as the commands use. */
export type Streams = Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'stderr'>;

export interface Terminal {
  env: NodeJS.ProcessEnv;
  /** Is somebody there to be asked? */
  interactive: boolean;
  /** Writes what was asked for; waits where the reader is slow. */
  print(text: string): Promise<void>;
  /** Says something beside it. */
  say(text: string): void;
  ask(question: string): Promise<string>;
  /** Tells how far something is that takes long: rarely, and on a terminal in one line. */
  progress(what: string): Progress;
}

export interface Progress {
  add(count: number): void;
  done(): void;
}

export function openTerminal({ env, stdin, stdout, stderr }: Streams): Terminal {
  return {
    env,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    async print(text) {
      if (!stdout.write(`${text}\n`)) await new Promise((resolve) => stdout.once('drain', resolve));
    },
    say: (text) => void stderr.write(`${text}\n`),
    async ask(question) {
      const reader = createInterface({ input: stdin, output: stderr });
      try {
        return await reader.question(question);
      } finally {
        reader.close();
      }
    },
    progress(what) {
      const every = stderr.isTTY ? 200 : 5000;
      const start = performance.now();
      let told = start;
      let count = 0;
      let shown = false;
      if (stderr.isTTY) {
        // At once: an engine that looks for something by itself tells nothing until it has looked at everything.
        stderr.write(`\r${what} …\u001b[K`);
        shown = true;
      }
      return {
        add(more) {
          count += more;
          if (performance.now() - told < every) return;
          told = performance.now();
          shown = true;
          const seconds = Math.round((told - start) / 1000);
          const line = `${what}: ${count.toLocaleString('en')} after ${seconds} s`;
          stderr.write(stderr.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
        },
        done() {
          if (shown && stderr.isTTY) stderr.write('\r\u001b[K');
        },
      };
    },
  };
}
