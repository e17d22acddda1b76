import { Gauge, type Registry } from 'prom-client';
import { inTime } from '../clock.ts';

/** How long a reading is waited for, in ms: much less than Prometheus waits for all of it, or it would take the node to be down. */
const patience = 2_000;

/**
 * Gauges of what is read when they are asked for, the same at every node: all of them from one reading. Not a number while it
 * cannot be read, or takes too long. `names`: by figure its name and what it says.
 */
export function watchFigures<Figure extends string>(
  registry: Registry,
  names: Readonly<Record<Figure, readonly [name: string, help: string]>>,
  read: () => Promise<Readonly<Record<Figure, number>>>,
): void {
  // They are collected side by side: the first asks, and the others wait for the same answer.
  let reading: Promise<Readonly<Record<Figure, number>> | null> | null = null;
  const readOnce = () => {
    reading ??= read()
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  for (const [figure, [name, help]] of Object.entries(names) as [Figure, readonly [string, string]][]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await inTime(readOnce(), patience))?.[figure] ?? Number.NaN);
      },
    });
  }
}
