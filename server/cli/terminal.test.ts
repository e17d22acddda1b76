/** What a person sees while a command works, on a terminal and in a log. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openTerminal, type Streams } from './terminal.ts';

function open(isTTY: boolean) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const streams = { env: {}, stdin, stdout, stderr: Object.assign(stderr, { isTTY }) };
  const terminal = openTerminal(streams as unknown as Streams);
  return { terminal, said: () => stderr.read()?.toString() ?? '' };
}

test('a terminal says at once what is being looked at, and forgets it in the end', () => {
  const { terminal, said } = open(true);
  const progress = terminal.progress('Looking at seats, rows');
  expect(said()).toBe('\rLooking at seats, rows …\u001b[K');
  progress.add(1);
  expect(said()).toBe('');
  progress.done();
  expect(said()).toBe('\r\u001b[K');
});

test('a log is spared what is over soon', () => {
  const { terminal, said } = open(false);
  const progress = terminal.progress('Looking at seats, rows');
  progress.add(1000);
  progress.done();
  expect(said()).toBe('');
});
