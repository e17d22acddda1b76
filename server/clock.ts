/** Milliseconds since 1970. Handed in, so that tests can move it. */
export type Clock = () => number;

/**
 * Milliseconds since a moment that says nothing, for intervals, limits and windows: unlike the clock it never steps
 * back, whatever is done to the machine's time. Handed in, so that tests can move it.
 */
export type Elapsed = () => number;

export const elapsed: Elapsed = () => performance.now();

/** An instant as the database and the wire tell it. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** An instant for a sentence to a person, to the minute. */
export function minuteInWords(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Is it an instant as the database and the wire tell it? Beyond the year 9999 text has another order than time. */
export function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-/.test(value)) return false;
  const milliseconds = Date.parse(value);
  return !Number.isNaN(milliseconds) && instant(milliseconds) === value;
}

/** What it gives; null where that takes longer than so many ms. It goes on all the same. */
export async function inTime<Value>(promise: Promise<Value>, most: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, most, null);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
