/** What a portal ships of a calendar. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { install } from '../demo/hosts/build.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Installs what folders of the benchmark, which are not part of the product's install, say they need. */
export async function installBeside(...folders: string[]): Promise<void> {
  for (const folder of folders) await install(join(here, folder));
}

/** Bundles a file of the benchmark, minified, for production: `/NAME.js` and `/NAME.css`, and what they hold. */
export async function bundle(entry: string, name: string): Promise<Map<string, string>> {
  const built = await build({
    root: here,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      lib: { entry, formats: ['es'], fileName: () => `${name}.js`, cssFileName: name },
      rolldownOptions: { output: { minify: true } },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return new Map(
    outputs.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}
