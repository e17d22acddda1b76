import { existsSync } from 'node:fs';

/** The nearest file of this name, or path, above the sources and above dist alike, in a clone and where the package is installed. Throws where there is none. */
export function projectFile(name: string): URL {
  for (let folder = new URL('.', import.meta.url); ; ) {
    const file = new URL(name, folder);
    if (existsSync(file)) return file;
    const parent = new URL('..', folder);
    if (parent.href === folder.href) throw new Error(`${name} is missing: it belongs above the program.`);
    folder = parent;
  }
}
