/** Whoever follows a link of the documents arrives, and the README stays short enough to be read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'server/README.md',
  'widget/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** The text without its code, in which nothing is a link or a heading. */
function prose(path: string): string {
  return read(path)
    .replace(/^ *```[\s\S]*?^ *```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

/** The anchors of a document's headings, made the way GitHub makes them. */
function anchors(path: string): string[] {
  return [...prose(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(documents)('%s leads to pages and headings that are there', (document) => {
  const targets = [...prose(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
    ([, target = '']) => target,
  );
  for (const target of targets) {
    const [path = '', heading] = target.split('#');
    const file = path ? relative(root, join(root, dirname(document), path)) : document;
    expect(existsSync(join(root, file)), `${document} leads to ${target}`).toBe(true);
    if (heading) expect(anchors(file), `${document} leads to ${target}`).toContain(heading);
  }
});

it('the index of the docs leads to every page', () => {
  const index = prose('docs/README.md');
  const pages = readdirSync(join(root, 'docs')).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
  expect(pages.length).toBeGreaterThan(8);
  for (const name of pages) expect(index, name).toContain(`](${name})`);
});

it('the README has at most 160 lines', () => {
  expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(160);
});
