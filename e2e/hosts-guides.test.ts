/** The guides show the code that is tested: each excerpt stands in the file that it names. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const guides = new URL('../docs/hosts/', import.meta.url);
const root = new URL('../', import.meta.url);
const names = readdirSync(guides).filter((name) => name.endsWith('.md'));
const tested = ['html', 'react', 'vue', 'angular', 'svelte', 'sveltekit'];

/** Leaves out indentation: an excerpt stands further left than in its file. */
function lines(code: string): string {
  return code
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

describe.each(names)('%s', (name) => {
  const guide = readFileSync(new URL(name, guides), 'utf8');
  const excerpts = [...guide.matchAll(/<!-- from (\S+) -->\n```\w*\n(.*?)```/gs)];

  it('quotes what stands in the files', () => {
    for (const [, path = '', code = ''] of excerpts) {
      const source = lines(readFileSync(new URL(path, root), 'utf8'));
      expect(source, `${name} quotes ${path}`).toContain(lines(code));
    }
    if (tested.includes(name.replace('.md', ''))) expect(excerpts.length).toBeGreaterThanOrEqual(4);
  });

  it('says where tokens come from, what the policy needs, how it is coloured, and what may go wrong', () => {
    if (name === 'README.md') return;
    for (const part of [
      'connect-src',
      'wss://slots.example.edu',
      'script-src',
      '--mentor-accent',
      "## Tokens|'exp'",
      '## When something does not work',
    ]) {
      expect(guide, name).toMatch(new RegExp(part));
    }
  });
});
