/** Milliseconds since 1970. Handed in, so that tests can move it. */
export type Clock = () => number;

/** An instant as the database and the wire tell it. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
