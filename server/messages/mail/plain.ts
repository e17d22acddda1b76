/** What people wrote, made fit to stand among our own words. */

/** Marks that turn the direction of what follows them: in a name they could make it read as another (Unicode UAX 9). */
const turningMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line, without anything that cannot be seen. */
export function oneLine(text: string): string {
  return text
    .replace(turningMarks, '')
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

/** Keeps its own direction among words of another (FSI, PDI). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
