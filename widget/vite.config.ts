import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, minify, type Plugin, runnerImport } from 'vite';

const entry = fileURLToPath(new URL('index.ts', import.meta.url));

/** Takes indentation and comments out of html`` and css`` templates; the minifier leaves templates as they are. */
const leanTemplates: Plugin = {
  name: 'lean-templates',
  apply: 'build',
  enforce: 'post',
  transform: {
    filter: { id: /\/widget\/.*\.ts$/ },
    handler(code) {
      const cuts: { start: number; end: number; text: string }[] = [];
      visit(this.parse(code), (tag, start, end) => {
        const text = code.slice(start, end);
        cuts.push({ start, end, text: tag === 'css' ? leanCss(text) : text.replace(/\s+/g, ' ') });
      });
      cuts.sort((one, other) => other.start - one.start);
      return cuts.reduce((lean, { start, end, text }) => lean.slice(0, start) + text + lean.slice(end), code);
    },
  },
};

/** Finds the fixed parts of html`` and css`` templates, however deep they stand in each other. */
function visit(node: unknown, found: (tag: string, start: number, end: number) => void): void {
  if (!node || typeof node !== 'object') return;
  const { type, tag, quasi } = node as {
    type?: string;
    tag?: { name?: string };
    quasi?: { quasis: Range[] };
  };
  if (type === 'TaggedTemplateExpression' && /^(html|css)$/.test(tag?.name ?? '')) {
    const parts = quasi?.quasis ?? [];
    if (tag?.name === 'css' && parts.length > 1)
      throw new Error('Styles hold no values here (see leanStyles).');
    for (const { start, end } of parts) found(tag?.name ?? '', start, end);
  }
  for (const child of Object.values(node)) visit(child, found);
}

interface Range {
  start: number;
  end: number;
}

function leanCss(text: string): string {
  return text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replace(/;}/g, '}');
}

/**
 * Lit makes its Trusted Types policy on loading and throws where another copy of Lit was first, the host's or our own.
 * Ours makes it when it first draws, so that copies which draw nothing need none. Where the name is taken it is
 * `mentor-slots`, and where the page forbids that too, there is none.
 */
const politePolicy: Plugin = {
  name: 'polite-policy',
  apply: 'build',
  transform: {
    filter: { id: /lit-html\/lit-html\.js$/ },
    handler(code) {
      const policy = /\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)/;
      if (!policy.test(code)) this.error('Lit makes its Trusted Types policy in another way now');
      return code.replace(
        policy,
        `(()=>{const own={createHTML:t=>t};let made;` +
          `const make=name=>{try{return globalThis.trustedTypes.createPolicy(name,own)}catch{}};` +
          `return{createHTML:t=>(made??=make("lit-html")??make("mentor-slots")??own).createHTML(t)}})()`,
      );
    },
  },
};

/**
 * What Lit keeps in globals or looks for there, and what stands in its place: its version and polyfills. Nothing of the
 * page's is ours but the tags.
 */
const globals: readonly (readonly [RegExp, string])[] = [
  [/\(\w+\.(litHtml|reactiveElement)Versions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
  [/\w+\.(litHtml|reactiveElement)PolyfillSupport\b/, 'void 0'],
];

/** What decorators told of properties, in a global too, and attributes that are neither text nor there or not: we have none. */
const unusedProperties: typeof globals = [
  [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
  [
    /const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{const (\w)=litPropertyMetadata\.get\(\1\);if\(void 0!==\2\)for\(const\[\w,\w\]of \2\)this\.elementProperties\.set\(\w,\w\)\}/,
    '',
  ],
  [/;break;case Object:case Array:\w=null==\w\?\w:JSON\.stringify\(\w\)/, ''],
  [
    /;break;case Number:\w=null===\w\?null:Number\(\w\);break;case Object:case Array:try\{\w=JSON\.parse\(\w\)\}catch\(\w\)\{\w=null\}/,
    '',
  ],
];

const leanLit: Plugin = {
  name: 'lean-lit',
  apply: 'build',
  transform: {
    filter: { id: /(lit-html\/lit-html|reactive-element\/reactive-element)\.js$/ },
    handler(code, id) {
      const cuts = id.endsWith('lit-html.js') ? globals : [...globals, ...unusedProperties];
      const wrong = cuts.find(([use]) => !use.test(code));
      if (wrong) this.error(`Lit is written in another way now: no ${wrong[0]}`);
      return cuts.reduce((rest, [use, instead]) => rest.replace(use, instead), code);
    },
  },
};

/** Lit's way to give styles to browsers that adopt no style sheets is left out: the elements run in none of those. */
const leanStyles: Plugin = {
  name: 'lean-styles',
  apply: 'build',
  transform: {
    filter: { id: /reactive-element\/css-tag\.js$/ },
    handler(code) {
      const names = [
        'css',
        'unsafeCSS',
        'adoptStyles',
        'getCompatibleStyle',
        'supportsAdoptingStyleSheets',
        'CSSResult',
      ];
      const exported = [...(/export\s*\{([^}]*)\}/.exec(code)?.[1] ?? '').matchAll(/(\w+)\s*(?:,|$)/g)].map(
        ([, name]) => name,
      );
      if (exported.sort().join() !== names.sort().join()) this.error('Lit gives styles in another way now');
      return `
        export const supportsAdoptingStyleSheets = true;
        export class CSSResult {
          constructor(cssText) { this.cssText = cssText; }
          get styleSheet() {
            if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
            return this.sheet;
          }
        }
        export const unsafeCSS = (text) => new CSSResult(text);
        export const css = ([text]) => new CSSResult(text);
        export const adoptStyles = (root, styles) => {
          root.adoptedStyleSheets = styles.map((one) => one.styleSheet ?? one);
        };
        export const getCompatibleStyle = (style) => style;`;
    },
  },
};

/**
 * The parts belong to the module: each says so by importing it. Where one did not, the bundler would put all that it shares
 * with the module into a further file, since importing the module runs it.
 */
const partsOfTheModule: Plugin = {
  name: 'parts-of-the-module',
  apply: 'build',
  transform: {
    filter: { id: /\/widget\/(?:look|month|alumni-slots|mentor-calendar)\/[\w-]+\.ts$/ },
    handler: (code) => `${code}\nimport ${JSON.stringify(entry)};`,
  },
};

const locales = fileURLToPath(new URL('./locales/', import.meta.url));
const languages = readdirSync(locales, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const textFiles = languages.flatMap((language) =>
  readdirSync(join(locales, language)).map((file) => ({
    name: `${language}-${basename(file, '.ts')}`,
    path: join(locales, language, file),
  })),
);
const hash = createHash('sha256');
for (const { name, path } of textFiles) hash.update(name).update(readFileSync(path));
const mark = hash.digest('base64url').slice(0, 8);

/** Each file of texts by itself: the module asks for it by its address (element/catalogue.ts). */
const catalogue: Plugin = {
  name: 'catalogue',
  apply: 'build',
  async generateBundle() {
    for (const { name, path } of textFiles) {
      const { module } = await runnerImport<{ texts: object }>(path);
      const { code } = await minify(path, `export const texts=${JSON.stringify(module.texts)};`);
      this.emitFile({ type: 'asset', fileName: `mentor-slots/${name}-${mark}.js`, source: code });
    }
  },
};

/** For pages that can only write classic scripts (element/classic.js says how). */
const classicLoader: Plugin = {
  name: 'classic-loader',
  apply: 'build',
  async generateBundle() {
    const source = readFileSync(fileURLToPath(new URL('element/classic.js', import.meta.url)), 'utf8');
    const { code } = await minify('classic.js', source, { module: false });
    this.emitFile({ type: 'asset', fileName: 'mentor-slots.classic.js', source: code });
  },
};

/**
 * `--mode closed` (`npm run build:closed`): shadow roots that the page cannot open, into dist/closed. Open is the default: only
 * then can accessibility checkers and the host's own tests look inside.
 */
export default defineConfig(({ mode }) => ({
  define: {
    __CATALOGUE__: JSON.stringify({ languages, mark }),
    __SHADOW__: JSON.stringify(mode === 'closed' ? 'closed' : 'open'),
  },
  plugins: [partsOfTheModule, leanTemplates, leanStyles, leanLit, politePolicy, catalogue, classicLoader],
  resolve: {
    alias: [{ find: /^lit$/, replacement: fileURLToPath(new URL('element/lit.ts', import.meta.url)) }],
    conditions: ['source', 'module', 'browser', 'production', 'import', 'default'],
  },
  build: {
    target: 'es2022',
    outDir: mode === 'closed' ? 'dist/closed' : 'dist',
    lib: { entry: 'index.ts', formats: ['es'], fileName: () => 'mentor-slots.js' },
    rolldownOptions: {
      // The parts import what they share from the one module, not from a further file.
      preserveEntrySignatures: 'allow-extension',
      // What an element shows is fetched when one is on the page; the names change with the content, so these files may be
      // kept for ever.
      output: { minify: true, comments: false, chunkFileNames: 'mentor-slots/[name]-[hash].js' },
    },
    sourcemap: false,
  },
}));
