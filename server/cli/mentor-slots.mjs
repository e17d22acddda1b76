#!/usr/bin/env node
/** The `bin`: plain Node, so that it is there before anything is built. */
import { existsSync } from 'node:fs';

// What libraries mean to give up some day is nothing that an operator can do something about.
process.noDeprecation = true;

const program = new URL('../dist/cli/program.js', import.meta.url);
if (existsSync(program)) {
  const { run } = await import(program.href);
  const code = await run(process.argv.slice(2), process);
  if (code !== null) process.exitCode = code;
} else {
  process.stderr.write('mentor-slots is not built yet: run `npm run build` first.\n');
  process.exitCode = 1;
}
