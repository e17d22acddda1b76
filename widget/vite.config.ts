import { defineConfig, type Plugin } from 'vite';

/** Takes indentation and comments out of css`` templates; the minifier leaves templates as they are. */
const leanStyles: Plugin = {
  name: 'lean-styles',
  apply: 'build',
  transform: {
    filter: { id: /\/widget\/.*\.ts$/ },
    handler: (code) =>
      code.replace(/\bcss`((?:[^`\\]|\\.)*)`/g, (_, text: string) => {
        const lean = text
          .replace(/\/\*.*?\*\//gs, '')
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,]) ?/g, '$1')
          .replace(/;}/g, '}');
        return `css\`${lean}\``;
      }),
  },
};

export default defineConfig({
  plugins: [leanStyles],
  resolve: { conditions: ['source', 'module', 'browser', 'production', 'import', 'default'] },
  build: {
    target: 'es2022',
    lib: { entry: 'index.ts', formats: ['es'], fileName: () => 'mentor-slots.js' },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
    sourcemap: false,
  },
});
