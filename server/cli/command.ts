import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** Builds one command. `ended` is told its exit code, null where it goes on. */
export type BuildCommand = (terminal: Terminal, ended: (code: ExitCode | null) => void) => Command;

/** Examples under a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** One line of JSON, or what a person reads. */
export async function show<Result>(
  terminal: Terminal,
  json: boolean | undefined,
  result: Result,
  human: (result: Result) => string,
): Promise<void> {
  await terminal.print(json === true ? JSON.stringify(result) : human(result));
}

/** A number of things, as in "1 slot", "3,000 slots". */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : several}`;
}

/** Bytes as a person reads them. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}
