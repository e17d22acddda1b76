/** Tables of the documents, for tests that compare them with the code. */
import { readFileSync } from 'node:fs';

/** Reads all tables of a page in docs/ whose first column has this name: a record of column and cell for each row. */
export function readTable(page: string, first: string): Record<string, string>[] {
  const lines = readFileSync(new URL(`../docs/${page}.md`, import.meta.url), 'utf8').split('\n');
  const rows: Record<string, string>[] = [];
  let columns: string[] | null = null;
  for (const line of lines) {
    if (!line.startsWith('|')) columns = null;
    else if (columns === null) columns = cells(line);
    else if (columns[0] === first && !line.startsWith('|---')) {
      const values = cells(line);
      rows.push(Object.fromEntries(columns.map((name, index) => [name, values[index] ?? ''])));
    }
  }
  return rows;
}

function cells(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Gives what stands in backticks in a cell. */
export function codes(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
