/**
 * Bundles what Angular's own compiler (`ngc`) made. It stands for the CLI, whose install is twice as large, and
 * does what the CLI does where it matters here: the templates are compiled before they reach the browser, so that the
 * page needs no `unsafe-eval`.
 */

import { ConsoleLogger, LogLevel, NodeJSFileSystem } from '@angular/compiler-cli';
import { createEs2015LinkerPlugin } from '@angular/compiler-cli/linker/babel';
import { transformAsync } from '@babel/core';
import { defineConfig } from 'vite';

/** Angular's packages are published half compiled; this does the other half. */
const linker = {
  name: 'angular-linker',
  transform: {
    filter: { id: /@angular\/.*\.mjs$/, code: /ɵɵngDeclare/ },
    async handler(code, id) {
      const plugin = createEs2015LinkerPlugin({
        fileSystem: new NodeJSFileSystem(),
        logger: new ConsoleLogger(LogLevel.warn),
        linkerJitMode: false,
      });
      const { code: linked } = await transformAsync(code, {
        filename: id,
        configFile: false,
        babelrc: false,
        compact: false,
        plugins: [plugin],
      });
      return { code: linked, map: null };
    },
  },
};

export default defineConfig({
  plugins: [linker],
  // What Angular's own builds set: no development checks, no modules of NgModules, no compiler in the page.
  define: { ngDevMode: 'false', ngI18nClosureMode: 'false', ngJitMode: 'false' },
});
