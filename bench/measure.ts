/** Compares two things on a machine that does other work too. */

/**
 * Does something `count` times and resolves when all is done. If it measures the time itself, it resolves to how many that was
 * a second.
 */
export type Run = (count: number) => Promise<unknown>;

/** One figure of every round: the one in the middle, and between which it was. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

export interface Comparison {
  own: Spread;
  base: Spread;
  /** Of the rounds' own ratios: what slows the machine down for a moment slows both. */
  ratio: Spread;
}

/** Compares how many a second each of the two does. `count` is how much each of them does in a round. */
export function compare(
  run: Run,
  base: Run,
  { rounds, count, baseCount = count }: { rounds: number; count: number; baseCount?: number },
): Promise<Comparison> {
  return inTurn(
    () => perSecond(run, count),
    () => perSecond(base, baseCount),
    rounds,
  );
}

/** Takes two figures in turn, round by round, after one round that does not count, each round in the other order. */
export async function inTurn(
  own: () => Promise<number>,
  base: () => Promise<number>,
  rounds: number,
): Promise<Comparison> {
  const figures: { own: number; base: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const figure = { own: 0, base: 0 };
    const takeOwn = async () => {
      figure.own = await own();
    };
    const takeBase = async () => {
      figure.base = await base();
    };
    for (const take of round % 2 === 0 ? [takeOwn, takeBase] : [takeBase, takeOwn]) await take();
    if (round > 0) figures.push(figure);
  }
  return compared(figures);
}

/** Puts the rounds' figures beside each other. */
export function compared(rounds: readonly { own: number; base: number }[]): Comparison {
  return {
    own: spread(rounds.map(({ own }) => own)),
    base: spread(rounds.map(({ base }) => base)),
    ratio: spread(rounds.map(({ own, base }) => own / base)),
  };
}

async function perSecond(run: Run, count: number): Promise<number> {
  const start = performance.now();
  const told = await run(count);
  if (typeof told === 'number') return told;
  return (count * 1000) / (performance.now() - start);
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2,
    least: sorted[0] ?? 0,
    most: sorted.at(-1) ?? 0,
  };
}

export const median = (values: readonly number[]): number => spread(values).median;

/** Of a hundred waits the longest but one. */
export function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(0.99 * (values.length - 1))] ?? 0;
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
