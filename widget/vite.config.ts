import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, minify, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Gives Lit a global scope of its own (element/lit-scope.ts says why), and lets it draw a text anew whose node is gone. Fails where
 * Lit is written in another way.
 */
const scopeOfLit: Plugin = {
  name: 'scope-of-lit',
  apply: 'build',
  transform: {
    filter: { id: /\/(lit-html|lit-element|reactive-element|css-tag)\.js$/ },
    handler(code, id) {
      const uses = ['globalThis', ...(id.endsWith('lit-html.js') ? ['.createPolicy("lit-html"'] : [])];
      const missing = uses.find((use) => !code.includes(use));
      if (missing) this.error(`Lit is written in another way now: no ${missing}`);
      const isText = /(\(this\._\$AH\))\?(this\._\$AA\.nextSibling)\.data=/;
      if (id.endsWith('lit-html.js') && !isText.test(code)) this.error('Lit writes texts in another way now');
      const scoped = code
        // A translator replaces text nodes; Lit would go on writing into what is no text any more.
        .replace(isText, '$1&&$2?.nodeType===3?$2.data=')
        .replaceAll('globalThis', 'litScope')
        .replaceAll('Symbol.metadata', 'litScope.metadata')
        .replaceAll(/(?<!\.)litPropertyMetadata/g, 'litScope.litPropertyMetadata');
      return `import { litScope, HTMLElement, document } from ${JSON.stringify(here('element/lit-scope.ts'))};\n${scoped}`;
    },
  },
};

/** Takes the indentation out of templates and styles, where it draws nothing: a line break stays a line break. */
const flatTemplates: Plugin = {
  name: 'flat-templates',
  apply: 'build',
  transform: {
    filter: { id: /\/widget\/(?!dist|node_modules).*\.ts$/ },
    handler: (code) => code.replaceAll(/\n\s+/g, '\n'),
  },
};

/** Tells the module the names of the files that it fetches, so that it can see whether the service still has them. */
const namesOfFiles: Plugin = {
  name: 'names-of-files',
  apply: 'build',
  generateBundle(_, bundle) {
    const names = Object.keys(bundle).filter((name) => name.startsWith('mentor-slots/'));
    const module = bundle['mentor-slots.js'];
    if (module?.type !== 'chunk' || !module.code.includes('__FILES__'))
      this.error('nobody asks for __FILES__');
    module.code = module.code.replaceAll('__FILES__', JSON.stringify(names));
  },
};

/**
 * The licences of what others wrote and the module holds: whole beside it, and by name in front of it, as they ask (BSD-3 §2). Fails
 * where a package has none.
 */
const licences: Plugin = {
  name: 'licences',
  apply: 'build',
  generateBundle(_, bundle) {
    const packages = new Map<string, string>();
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk') continue;
      for (const id of Object.keys(part.modules)) {
        const [, folder, name] = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(id) ?? [];
        if (folder && name) packages.set(name, readFileSync(`${folder}/LICENSE`, 'utf8').trim());
      }
    }
    const names = [...packages.keys()].sort();
    const module = bundle['mentor-slots.js'];
    if (
      module?.type !== 'chunk' ||
      names.some((name) => !/^(lit|lit-html|lit-element|@lit\/[\w-]+)$/.test(name))
    )
      this.error(`There is more in it than Lit (${names}): its notice must say so`);
    module.code = `/*! Mentor Slots, MIT. Holds Lit, Copyright 2017 Google LLC, BSD-3-Clause: mentor-slots.licenses.txt */\n${module.code}`;
    const own = readFileSync(here('LICENSE'), 'utf8').trim();
    const parts = [`Mentor Slots\n\n${own}`, ...names.map((name) => `${name}\n\n${packages.get(name)}`)];
    const source = `${parts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
    this.emitFile({ type: 'asset', fileName: 'mentor-slots.licenses.txt', source });
  },
};

/** For pages that can only write classic scripts (element/classic.js says how). */
const classicLoader: Plugin = {
  name: 'classic-loader',
  apply: 'build',
  async generateBundle() {
    const source = readFileSync(here('element/classic.js'), 'utf8');
    const { code } = await minify('classic.js', source, { module: false });
    this.emitFile({ type: 'asset', fileName: 'mentor-slots.classic.js', source: code });
  },
};

/**
 * What both elements share comes with the one module; all else is fetched when it is needed, and what only one of them reads comes
 * with its view. Without this rule what is shared would be a further file, which the module would have to wait for.
 */
function isShared(id: string): boolean {
  const path = relative(here('.'), id);
  return shared.test(path) && !neededLater.test(path) && !ofOneElement.test(path);
}
const shared =
  /^(index|alumni-slots\/alumni-slots|mentor-calendar\/mentor-calendar|text\/[\w-]+)\.ts$|^(calendar|client|element|look)\/|^\.\.\/(contract|node_modules)\//;
const neededLater =
  /^look\/(month\/|dialog|zone-dialog|zone-options|zone-places)|^calendar\/(duration|wall-instant)|^client\/(learn-booking|publishing-calls|unanswered)|^element\/(outage|submission)/;
const ofOneElement = /^client\/(booking|own-slot|public-slots|slot-store)|^calendar\/day-parts/;

/** What dialogs of both elements are made of. */
function isOfAnyDialog(id: string): boolean {
  return /^(look\/(dialog|zone-options)|element\/(outage|submission))/.test(relative(here('.'), id));
}

/**
 * What the calendar's dialogs share comes in one file with the two smallest of them: all are fetched when somebody first points at the
 * calendar, and together they are a fifth smaller.
 */
function isOfDialogs(id: string): boolean {
  return /^(mentor-calendar\/dialogs\/([\w-]+\.ts|copy\/|quick-add\/)|client\/publishing-calls)/.test(
    relative(here('.'), id),
  );
}

/** `text/en/first/both.ts` → `text-en-first-both`: two files may have one name. */
function nameOf({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }): string {
  const path = facadeModuleId ? relative(here('.'), facadeModuleId).replace(/(\/index)?\.ts$/, '') : name;
  return `mentor-slots/${path.replaceAll('/', '-')}-[hash].js`;
}

/**
 * `--mode closed` (`npm run build:closed`): shadow roots that the page cannot open, into dist/closed. Open is the default: only
 * then can accessibility checkers and the host's own tests look inside.
 */
export default defineConfig(({ mode }) => ({
  define: { __SHADOW__: JSON.stringify(mode === 'closed' ? 'closed' : 'open') },
  plugins: [scopeOfLit, flatTemplates, classicLoader, namesOfFiles, licences],
  resolve: { conditions: ['source', 'module', 'browser', 'production', 'import', 'default'] },
  build: {
    target: 'es2022',
    outDir: mode === 'closed' ? 'dist/closed' : 'dist',
    lib: { entry: 'index.ts', formats: ['es'], fileName: () => 'mentor-slots.js' },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      // What an element shows is fetched when one is on the page; the names change with the content, so these files may be
      // kept for ever.
      output: {
        minify: true,
        comments: false,
        chunkFileNames: nameOf,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'mentor-slots', test: isShared },
            { name: 'dialog', test: isOfAnyDialog },
            { name: 'mentor-calendar-dialogs', test: isOfDialogs },
          ],
        },
      },
    },
    sourcemap: false,
  },
}));
