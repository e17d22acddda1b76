import type { History } from './history.ts';

/** What is asked of one round of a history, on a database of its own. */
export interface Round {
  kills: number;
  random: () => number;
  /** Where the service that is tried lies; this clone unless told. */
  folder?: string;
  /** How long subscribers may take in the end to hear of everything, in ms. */
  patience?: number;
}

export interface PlayedRound {
  /** What was broken, a sentence each. */
  faults: string[];
  history: Pick<History, 'calls' | 'heard'>;
}

/** So many kills a round at the most: whoever judges compares each with each. */
const killsARound = 25;

/** Plays rounds until there were so many kills, or something was broken. `done`: what was asked and done; `unknown`: what had no answer. */
export async function playRounds(
  kills: number,
  random: () => number,
  play: (round: Round) => Promise<PlayedRound>,
): Promise<{ faults: string[]; done: number; unknown: number }> {
  const all = { faults: [] as string[], done: 0, unknown: 0 };
  for (let left = kills; left > 0 && all.faults.length === 0; left -= killsARound) {
    const { faults, history } = await play({ kills: Math.min(left, killsARound), random });
    all.faults = faults;
    all.done += history.calls.filter(({ answer }) => answer !== null && answer.status < 300).length;
    all.unknown += history.calls.filter(({ answer }) => answer === null).length;
  }
  console.info(`${all.done} done, ${all.unknown} without an answer, ${kills} kills`);
  return all;
}
