/** One round of a history on a file: many people use the service while it is stopped, goes on, is killed and starts again. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { follow } from '../follower.ts';
import { freePort } from '../free-port.ts';
import { serviceEnvironment, startProcess } from '../process.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { faultsAfter } from './aftermath.ts';
import { alumni, gather, seen } from './crowd.ts';
import type { History } from './history.ts';
import type { PlayedRound, Round } from './round.ts';

const people = 12;

/** Plays a round and tells what was broken, and how much was answered. */
export async function playKilled({ kills, random, folder, patience = 30_000 }: Round): Promise<PlayedRound> {
  const databaseUrl = `sqlite:${join(temporaryFolder(), 'history.db')}`;
  const port = await freePort();
  const env = { ...serviceEnvironment(''), DATABASE_URL: databaseUrl, PORT: String(port) };
  const url = `http://127.0.0.1:${port}`;
  const history: Pick<History, 'calls' | 'heard'> = { calls: [], heard: [] };
  let answers = 0;
  const crowd = gather({
    urls: [url],
    random,
    calls: history.calls,
    answered: () => {
      answers += 1;
    },
  });
  let service = startProcess(env, [], folder);
  await service.url;
  await crowd.open();
  const followers = new Map(
    ['a page', 'another page'].map((name) => [
      name,
      follow(url, alumni, { heard: (slot) => history.heard.push(seen(slot)) }),
    ]),
  );
  await Promise.all([...followers.values()].map(({ ready }) => ready));
  const more = (count: number) => {
    const enough = answers + count;
    return expect.poll(() => answers, { interval: 5 }).toBeGreaterThanOrEqual(enough);
  };
  const playing = crowd.start(people);
  for (let kill = 0; kill < kills; kill += 1) {
    await more(1 + Math.floor(random() * 150));
    if (random() < 0.3) {
      service.child.kill('SIGSTOP');
      await delay(50 + random() * 300);
      // Every other time it is killed before it goes on.
      if (random() < 0.5) service.child.kill('SIGCONT');
      await delay(random() * 10);
    }
    service.child.kill('SIGKILL');
    await service.exited;
    service = startProcess(env, [], folder);
    await service.url;
  }
  // Subscribers who came back hear of changes, not only what there is.
  await more(100);
  await playing.stop();
  const faults = await faultsAfter(history, { url, databaseUrl, followers, patience });
  for (const follower of followers.values()) follower.close();
  service.child.kill('SIGKILL');
  await service.exited;
  return { faults, history };
}
