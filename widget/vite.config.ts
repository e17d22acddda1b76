import { createHash } from 'node:crypto';
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
  /^look\/(month\/|dialog|stars|zone-dialog|zone-options|zone-places)|^calendar\/(duration|wall-instant)|^client\/(learn-booking|publishing-calls|unanswered|feed-calls|busy-|past-|session-|send-file)|^element\/(outage|submission|calendar-feed|session\/)/;
const ofOneElement = /^client\/(booking|own-slot|public-slots|slot-store)|^calendar\/day-parts/;

/**
 * Files that are fetched at about the same time come as one, which is a good deal smaller than each for itself: what dialogs of both
 * elements are made of, with the two that both have; what the calendar's dialogs share, with two of them, and the two that add sessions; what only some sessions need; what is kept of a session.
 */
const together: Record<string, RegExp> = {
  'alumni-slots-view':
    /^(alumni-slots\/([\w-]+\.ts|rows\/)|client\/(booking-store|bookings|public-slots|slot-store)\.ts|calendar\/day-parts)/,
  'mentor-calendar-after': /^mentor-calendar\/day\/after\//,
  'client-busy-times': /^(client\/busy-times|calendar\/wall-instant)/,
  'element-session': /^(element\/session\/|client\/(session-|send-file))/,
  diagnosis: /^(diagnosis\/|client\/unanswered)/,
  dialog:
    /^(look\/(dialog|zone-)|element\/(outage|submission|calendar-feed)|client\/(feed-calls|learn-booking))/,
  'mentor-calendar-dialogs':
    /^(mentor-calendar\/dialogs\/([\w-]+\.ts|copy\/|removal\/)|client\/publishing-calls)/,
  'mentor-calendar-dialogs-edit': /^mentor-calendar\/dialogs\/(edit|quick-add)\//,
  'mentor-calendar-day': /^mentor-calendar\/(busy|day\/waiting|dialogs\/elsewhere)\//,
};

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
            ...Object.entries(together).map(([name, files]) => ({
              name,
              test: (id: string) => files.test(relative(here('.'), id)),
            })),
          ],
        },
      },
    },
    sourcemap: false,
  },
}));
