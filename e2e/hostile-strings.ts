import { readFileSync } from 'node:fs';

const file = new URL('hostile-strings.txt', import.meta.url);

/** What people may type that would run if it were taken for more than text, as they type it. */
export const hostileStrings: readonly string[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) =>
    line.replace(/\{U\+([\dA-F]{4,6})\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
