/** Parts of docs/authorization.md that tests make of what they hear. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const file = new URL('../../docs/authorization.md', import.meta.url);

/**
 * Expects that this part of the page, from its mark `<!-- name -->` to the next `<!-- end -->`, says `text`. `WRITE_DOCS=1` writes
 * it there first; what has changed in it is then for a person to read, and to commit.
 */
export function expectDocumented(name: string, text: string): void {
  const part = new RegExp(`(?<=<!-- ${name} -->\n)[^]*?(?=<!-- end -->)`);
  const page = readFileSync(file, 'utf8');
  expect(page).toMatch(part);
  // As a function, so that no `$` in it is taken for a reference.
  if (process.env.WRITE_DOCS === '1')
    writeFileSync(
      file,
      page.replace(part, () => text),
    );
  expect(readFileSync(file, 'utf8').match(part)?.[0]).toBe(text);
}

/** A table in Markdown. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return `${line(heads)}|${heads.map(() => '---|').join('')}\n${rows.map(line).join('')}`;
}
