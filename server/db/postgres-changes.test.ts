/** What the processes on one PostgreSQL database hear of one another, and what happens when they are cut off. */
import { describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { addPerson, changeOf } from '../testing/people-store.ts';
import { query } from '../testing/postgres-server.ts';
import { cutAll, namesIn, open, openTogether } from '../testing/postgres-store.ts';
import type { Change, Database } from './database.ts';

/** Soon is what comes over another connection, on a machine that has other things to do too. */
const soon = <T>(read: () => T) => expect.poll(read);

const letters = [...'abcdefghijklmnopqrst'];

/** The names that its changes carry, as they come. */
function hear(database: Database): string[] {
  const heard: string[] = [];
  database.onChange((change) => heard.push(change.to === 'subscribers' ? change.alumniId : 'others'));
  return heard;
}

const emit = (database: Database, name: string) => database.write(async (tx) => tx.emit(changeOf(name)));

describe('changes', () => {
  test('reach every process in the order of the commits, the own one before the write is over', async () => {
    const { databases } = await openTogether(3);
    const [one, other] = databases as [Database, Database, Database];
    const heard = databases.map(hear);
    await emit(one, 'first');
    expect(heard[0]).toEqual(['first']);
    await emit(other, 'second');
    await Promise.all(letters.map((name, index) => emit(databases[index % 3] as Database, name)));
    await emit(one, 'last');
    await soon(() => heard.map((each) => each.at(-1))).toEqual(['last', 'last', 'last']);
    expect(heard[0]).toHaveLength(23);
    expect(heard[1]).toEqual(heard[0]);
    expect(heard[2]).toEqual(heard[0]);
  });

  test('of a unit come in its order, also the same twice; of one that is undone none', async () => {
    const { database } = await open();
    const heard = hear(database);
    const undone = database.write(async (tx) => {
      tx.emit(changeOf('undone'));
      throw new Error('given up');
    });
    await expect(undone).rejects.toThrow('given up');
    await database.write(async (tx) => {
      for (const name of ['a', 'b', 'a', 'a']) tx.emit(changeOf(name));
    });
    expect(heard).toEqual(['a', 'b', 'a', 'a']);
  });

  test('of any size and script arrive whole', async () => {
    const { databases } = await openTogether(2);
    const heard: Change[][] = [[], []];
    databases.forEach((database, index) => {
      database.onChange((change) => heard[index]?.push(change));
    });
    const sent = ['ä€😀\n"\\\u007f', '𝔘'.repeat(50_000), 'x'.repeat(7_900), '😀'.repeat(1317)].map(changeOf);
    await databases[0]?.write(async (tx) => {
      for (const change of sent) tx.emit(change);
    });
    await soon(() => heard[1]?.length).toBe(sent.length);
    expect(heard).toEqual([sent, sent]);
  });

  test('that nobody of ours has sent are a gap', async () => {
    const { url, database } = await open();
    let gaps = 0;
    database.onGap(() => {
      gaps += 1;
    });
    await query(url, "NOTIFY mentor_slots, 'hello'");
    await soon(() => gaps).toBe(1);
  });
});

describe('when every connection is cut', () => {
  test('units that run are told so, the next ones work, and listening begins again with a gap', async () => {
    const { url, databases } = await openTogether(2);
    const [one, other] = databases as [Database, Database];
    await emit(one, 'before');
    let gaps = 0;
    for (const database of databases) {
      database.onGap(() => {
        gaps += 1;
      });
    }
    const cut = one.write(async (tx) => {
      await addPerson(tx, 'ada');
      await cutAll(url);
      await addPerson(tx, 'bob');
    });
    await expect(cut).rejects.toThrow(Problem);
    await expect(cut).rejects.toMatchObject({ code: 'unavailable', facts: { retryAfter: 5 } });
    await one.write((tx) => addPerson(tx, 'cyd'));
    expect(await namesIn(one)).toEqual(['cyd']);
    await soon(() => gaps).toBe(2);
    const heard = hear(other);
    await emit(one, 'after');
    await soon(() => heard).toEqual(['after']);
  });

  test('again and again under load, nobody waits for ever and the process lives', async () => {
    const { url, database } = await open();
    let stop = false;
    const outcomes = new Set<string>();
    let done = 0;
    const writer = async (id: number) => {
      for (let count = 0; !stop; count += 1) {
        const name = `${id} ${count}`;
        const outcome = await database
          .write(async (tx) => {
            await addPerson(tx, name);
            tx.emit(changeOf(name));
          })
          .then(
            () => {
              done += 1;
              return 'done';
            },
            (error: unknown) => (error instanceof Problem ? error.code : String(error)),
          );
        outcomes.add(outcome);
      }
    };
    const writers = Array.from({ length: 12 }, (_, id) => writer(id));
    for (let cut = 0; cut < 10; cut += 1) {
      const before = done;
      await soon(() => done).toBeGreaterThan(before + writers.length);
      await cutAll(url);
    }
    stop = true;
    await Promise.all(writers);
    expect([...outcomes].sort()).toEqual(['done', 'unavailable']);
  });
});
