/** Compares two things on a machine that does other work too. */

/**
 * Does something `count` times and resolves when all is done. If it measures the time itself, it resolves to how many that was
 * a second.
 */
export type Run = (count: number) => Promise<unknown>;

export interface Comparison {
  /** A second, the median of the rounds. */
  perSecond: number;
  basePerSecond: number;
  /** Median of the rounds' own ratios: what slows the machine down for a moment slows both. */
  ratio: number;
}

/**
 * Runs the two in turn, round by round, after one round that does not count, each round in the other order.
 * `count` is how much each of them does in a round.
 */
export async function compare(
  run: Run,
  base: Run,
  { rounds, count, baseCount = count }: { rounds: number; count: number; baseCount?: number },
): Promise<Comparison> {
  const speeds: { own: number; base: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const speed = { own: 0, base: 0 };
    const measureOwn = async () => {
      speed.own = await perSecond(run, count);
    };
    const measureBase = async () => {
      speed.base = await perSecond(base, baseCount);
    };
    for (const measure of round % 2 === 0 ? [measureOwn, measureBase] : [measureBase, measureOwn]) {
      await measure();
    }
    if (round > 0) speeds.push(speed);
  }
  return {
    perSecond: median(speeds.map(({ own }) => own)),
    basePerSecond: median(speeds.map(({ base }) => base)),
    ratio: median(speeds.map(({ own, base }) => own / base)),
  };
}

async function perSecond(run: Run, count: number): Promise<number> {
  const start = performance.now();
  const told = await run(count);
  if (typeof told === 'number') return told;
  return (count * 1000) / (performance.now() - start);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** Lets so many callers ask at once, each again as soon as it is answered, until `count` requests are answered. */
export async function byCallers(callers: number, count: number, ask: () => Promise<unknown>): Promise<void> {
  let left = count;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await ask();
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
}
