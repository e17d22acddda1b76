/** Milliseconds since 1970. Handed in, so that tests can move it. */
export type Clock = () => number;

/** An instant as the database and the wire tell it. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** An instant for a sentence to a person, to the minute. */
export function minuteInWords(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
