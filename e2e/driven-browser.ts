/**
 * A browser that Playwright's protocol does not drive. Firefox speaks WebDriver BiDi, WebKitGTK's driver the classic
 * WebDriver; both take the same input actions, so what a person does is written once, in driven-page.ts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface DrivenBrowser {
  /** Resolves once the page has loaded. */
  goTo(url: string): Promise<void>;
  /** Evaluates an expression in the page, beside its content security policy; its value is a text. */
  evaluate(expression: string): Promise<string>;
  /** Performs input: https://www.w3.org/TR/webdriver2/#actions */
  act(sources: readonly InputSource[]): Promise<void>;
  close(): Promise<void>;
}

export interface InputSource {
  type: 'key' | 'pointer';
  id: string;
  actions: readonly Record<string, string | number>[];
}

/** A child process with a folder of its own as its home, in London; both are gone after `end`. */
export interface Program {
  child: ChildProcess;
  home: string;
  /** Resolves to the first line of its output that matches `pattern`; rejects with its output if it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  end(): Promise<void>;
}

export function runProgram(
  path: string,
  args: (home: string) => readonly string[],
  env: Record<string, string> = {},
): Program {
  const home = mkdtempSync(join(tmpdir(), 'mentor-slots-browser-'));
  const child = spawn(path, args(home), {
    env: { ...process.env, HOME: home, TZ: 'Europe/London', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of child.stdio.slice(1)) {
    createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener();
    });
  }
  return {
    child,
    home,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.map((line) => pattern.exec(line)).find(Boolean);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        ended.then(() => reject(new Error(`${path} ended:\n${lines.join('\n')}`)));
      }),
    async end() {
      process.off('exit', kill);
      kill();
      await ended;
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
