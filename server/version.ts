import { existsSync, readFileSync } from 'node:fs';

/** The version of this program as its package.json says it, such as `1.4.0`: the nearest above the sources and above dist alike. */
export function programVersion(): string {
  for (let folder = new URL('.', import.meta.url); ; ) {
    const file = new URL('package.json', folder);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).version;
    const parent = new URL('..', folder);
    if (parent.href === folder.href) throw new Error('package.json is missing: it belongs above the program');
    folder = parent;
  }
}
