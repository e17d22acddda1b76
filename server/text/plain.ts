/** What people wrote, made fit to stand among our own words. */

/** Marks that turn the direction of what follows them: in a name they could make it read as another (Unicode UAX 9). */
const turningMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What takes no room, but for the joiners that emoji and some scripts need. */
const unseen = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const isolates = /\u2068([^\u2068\u2069]*)\u2069/g;

/** One line, without anything that cannot be seen. */
export function oneLine(text: string): string {
  return text
    .replace(turningMarks, '')
    .replace(unseen, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Lines as they were written, without anything else that cannot be seen. */
export function lines(text: string): string {
  return text
    .replace(turningMarks, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** At most so many characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** One line of somebody's words: it keeps its own direction among ours (FSI, PDI). */
export function isolated(text: string): string {
  return `\u2068${oneLine(text)}\u2069`;
}

/** A line for readers without markup: the isolates stay only where something in it runs from right to left. */
export function readable(line: string): string {
  return rightToLeft.test(line) ? line : line.replace(isolates, '$1');
}

/** What stands between isolates, and what does not, in turn: it begins with what does not. */
export function parted(line: string): string[] {
  return line.split(isolates);
}
