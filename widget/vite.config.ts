import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
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

/** Takes out of templates the indentation, and of styles all that a browser does not need: a line break in a text stays one. */
const flatTemplates: Plugin = {
  name: 'flat-templates',
  apply: 'build',
  transform: {
    filter: { id: /\/widget\/(?!dist|node_modules).*\.ts$/ },
    handler: (code) => code.replaceAll(/\n\s+/g, '\n').replaceAll(/\bcss`[^`]*`/g, flatStyles),
  },
};
function flatStyles(styles: string): string {
  return styles
    .replaceAll(/\/\*.*?\*\//g, '')
    .replaceAll(/\s*([{};])\s*/g, '$1')
    .replaceAll(';}', '}')
    .replaceAll(/([:,]) /g, '$1');
}

/**
 * Tells the module the names of the files that it fetches, so that it can see whether the service still has them. Of the texts, which
 * it names already where it fetches them, a digest is enough.
 */
const namesOfFiles: Plugin = {
  name: 'names-of-files',
  apply: 'build',
  generateBundle(_, bundle) {
    const names = Object.keys(bundle).filter((name) => name.startsWith('mentor-slots/'));
    const module = bundle['mentor-slots.js'];
    const isText = (name: string) => name.startsWith('mentor-slots/text-');
    const digest = createHash('sha256').update(names.filter(isText).join(' ')).digest('hex').slice(0, 16);
    if (module?.type !== 'chunk' || !/__FILES__.*__TEXTS__/s.test(module.code))
      this.error('nobody asks for __FILES__ and __TEXTS__');
    module.code = module.code
      .replaceAll('__FILES__', JSON.stringify(names.filter((name) => !isText(name))))
      .replaceAll('__TEXTS__', JSON.stringify(digest));
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
 * Which file of the build a source goes to, by its folder: its own files, not those of folders in it. The module itself, the one
 * with the empty name, has what both elements need before they are drawn; else it would have to wait for a further file. The others
 * have what is fetched at about the same time, which is a good deal smaller as one than each for itself. What stands in no folder
 * named here comes with whoever imports it.
 */
const folders: Readonly<Record<string, readonly string[]>> = {
  '': ['.', 'calendar', 'client', 'element', 'look', 'text'],
  'alumni-slots-view': ['alumni-slots', 'alumni-slots/rows', 'client/student'],
  // Dialogs of both elements, with what any dialog or press needs.
  dialog: ['look/dialog', 'element/submission', 'element/calendar-feed', 'client/calls'],
  // What is kept of a session.
  session: ['element/session', 'client/session'],
  'mentor-calendar-after': ['mentor-calendar/day/after'],
  'mentor-calendar-dialogs': [
    'mentor-calendar/dialogs',
    'mentor-calendar/dialogs/copy',
    'mentor-calendar/dialogs/removal',
  ],
  'mentor-calendar-dialogs-edit': ['mentor-calendar/dialogs/edit', 'mentor-calendar/dialogs/quick-add'],
  // What only some sessions need.
  'mentor-calendar-day': [
    'mentor-calendar/busy',
    'mentor-calendar/day/waiting',
    'mentor-calendar/dialogs/elsewhere',
  ],
  'busy-times': ['client/busy', 'calendar/wall'],
  diagnosis: ['diagnosis', 'client/diagnosis'],
};

/** The name of the file of the build that a source goes to, or null where its importers decide. */
function fileOf(id: string): string | null {
  const path = relative(here('.'), id);
  // Of Lit, the directive of fields, which only dialogs have.
  if (/\/directives\/live\.js$/.test(path)) return 'dialog';
  // The tags are defined at once; what they show is fetched. What is not ours, or the contract's, is needed by all.
  if (/^(alumni-slots|mentor-calendar)\/\1\.ts$|^\.\.\//.test(path)) return moduleName;
  const [name] = Object.entries(folders).find(([, those]) => those.includes(dirname(path))) ?? [null];
  return name === '' ? moduleName : name;
}
const moduleName = 'mentor-slots';

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
          groups: [{ name: fileOf }],
        },
      },
    },
    sourcemap: false,
  },
}));
