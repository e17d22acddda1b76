import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { addPerson, changeOf, openPeople } from '../testing/people-store.ts';
import type { Tx } from './database.ts';

const letters = [...'abcdefghijklmnopqrst'];

/** Commits that the write-ahead log has seen: its frames that carry the size of the database after a commit. */
function commitsIn(path: string): number {
  const log = readFileSync(`${path}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) commits += 1;
  return commits;
}

describe('groups', () => {
  test('works that wait together share one commit', async () => {
    const { database, path, names } = await openPeople();
    const before = commitsIn(path);
    await Promise.all(letters.map((name) => database.write((tx) => addPerson(tx, name))));
    expect(commitsIn(path) - before).toBe(1);
    expect(await names()).toEqual(letters);
  });

  test('works that come one after another commit one by one', async () => {
    const { database, path } = await openPeople();
    const before = commitsIn(path);
    for (const name of letters) await database.write((tx) => addPerson(tx, name));
    expect(commitsIn(path) - before).toBe(letters.length);
  });

  test('more works than a group takes are all done, in their order', async () => {
    const { database } = await openPeople();
    const order: number[] = [];
    const works = Array.from({ length: 600 }, (_, index) =>
      database.write(async (tx) => {
        await addPerson(tx, String(index));
        order.push(index);
        return index;
      }),
    );
    expect(await Promise.all(works)).toEqual(works.map((_, index) => index));
    expect(order).toEqual(works.map((_, index) => index));
  });

  test('no work is left waiting, whenever in the turn it comes', async () => {
    const { database } = await openPeople(':memory:');
    for (let ticks = 0; ticks < 20; ticks += 1) {
      await database.write(async () => {});
      for (let tick = 0; tick < ticks; tick += 1) await null;
      await database.write(async () => {});
    }
  });

  test('works without end leave turns to the rest of the process', async () => {
    const { database } = await openPeople(':memory:');
    let turnCame = false;
    setTimeout(() => {
      turnCame = true;
    }, 1);
    const writer = async () => {
      for (let count = 0; count < 5000 && !turnCame; count += 1) await database.write(async () => {});
    };
    await Promise.all([writer(), writer()]);
    expect(turnCame).toBe(true);
  });
});

describe.each(['file', ':memory:'] as const)('one work in a group, %s', (place) => {
  test('that throws undoes itself and only itself', async () => {
    const { database, names } = await openPeople(place);
    const settled = await Promise.allSettled(
      letters.map((name, index) =>
        database.write(async (tx) => {
          await addPerson(tx, name);
          if (index % 3 === 1) throw new Error(`not ${name}`);
          return name;
        }),
      ),
    );
    const kept = letters.filter((_, index) => index % 3 !== 1);
    expect(await names()).toEqual(kept);
    expect(settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))).toEqual(kept);
    expect(settled[1]).toMatchObject({ status: 'rejected', reason: { message: 'not b' } });
  });

  test('that throws before it is a promise is undone too', async () => {
    const { database, names } = await openPeople(place);
    const thrown = database.write(() => {
      throw new Error('at once');
    });
    await Promise.all([
      expect(thrown).rejects.toThrow('at once'),
      database.write((tx) => addPerson(tx, 'ada')),
    ]);
    expect(await names()).toEqual(['ada']);
  });

  test('that swallows the error of a query ends with that error, and nothing of it stays', async () => {
    const { database, names } = await openPeople(place);
    await database.write((tx) => addPerson(tx, 'ada'));
    const swallowing = database.write(async (tx) => {
      await addPerson(tx, 'bob');
      await addPerson(tx, 'ada').catch(() => {});
      await addPerson(tx, 'cyd');
    });
    const beside = database.write((tx) => addPerson(tx, 'dan'));
    await expect(swallowing).rejects.toThrow(/UNIQUE/);
    await beside;
    expect(await names()).toEqual(['ada', 'dan']);
  });

  test('sees what the works before it wrote, and itself', async () => {
    const { database } = await openPeople(place);
    const count = async (tx: Tx) => (await tx.kysely.selectFrom('people').select('id').execute()).length;
    const first = database.write(async (tx) => {
      await addPerson(tx, 'ada');
      return count(tx);
    });
    expect(await Promise.all([first, database.write(count)])).toEqual([1, 1]);
  });

  test('cannot be continued after its end', async () => {
    const { database, names } = await openPeople(place);
    let leaked: Tx | undefined;
    await database.write(async (tx) => {
      leaked = tx;
    });
    const beside = database.write((tx) => addPerson(tx, 'ada'));
    expect(() => leaked?.kysely).toThrow(/after the end/);
    expect(() => leaked?.emit(changeOf('late'))).toThrow(/after the end/);
    await beside;
    expect(await names()).toEqual(['ada']);
  });

  test('whose query is not awaited cannot write outside of the group', async () => {
    const { database, names } = await openPeople(place);
    let stray: Promise<unknown> | undefined;
    let letGo = () => {};
    const committed = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await database.write(async ({ kysely }) => {
      stray = committed.then(() => kysely.deleteFrom('people').execute());
      stray.catch(() => {});
    });
    await database.write((tx) => addPerson(tx, 'ada'));
    letGo();
    await expect(stray).rejects.toThrow(/outside of any unit of work/);
    expect(await names()).toEqual(['ada']);
  });
});

describe.each(['file', ':memory:'] as const)('reads, %s', (place) => {
  test('see nothing before it is committed', async () => {
    const { database, names } = await openPeople(place);
    const seen: Promise<string[]>[] = [];
    const writes = letters.map((name) =>
      database.write(async (tx) => {
        await addPerson(tx, name);
        seen.push(names());
        for (let tick = 0; tick < 10; tick += 1) await null;
        if (name === 't') throw new Error('the last one gives up');
      }),
    );
    expect((await Promise.allSettled(writes)).at(-1)?.status).toBe('rejected');
    // In memory a read waits for the group's end and sees all that was kept of it, never a part.
    const expected = place === 'file' ? [] : letters.slice(0, -1);
    expect(await Promise.all(seen)).toEqual(letters.map(() => expected));
    expect(await names()).toEqual(letters.slice(0, -1));
  });

  test('are not held up by a stream of writes', async () => {
    const { database, names } = await openPeople(place);
    let stop = false;
    const writer = async () => {
      while (!stop) await database.write(async () => {});
    };
    const writers = Promise.all([writer(), writer()]);
    expect(await names()).toEqual([]);
    stop = true;
    await writers;
  });

  test('cannot write in a file', async () => {
    const { database } = await openPeople('file');
    const writing = database.read.kysely.deleteFrom('people').execute();
    await expect(writing).rejects.toThrow();
    const inTransaction = database.read.kysely.transaction().execute(async () => {});
    await expect(inTransaction).rejects.toThrow('Use database.write');
  });
});

describe('changes', () => {
  test('are told after the commit, in order, and only of works that were kept', async () => {
    const { database, path } = await openPeople();
    const heard: string[] = [];
    const commitsWhenHeard = new Set<number>();
    const before = commitsIn(path);
    database.onChange((change) => {
      if (change.to === 'subscribers') heard.push(change.alumniId);
      commitsWhenHeard.add(commitsIn(path) - before);
    });
    const works = letters.map((name, index) =>
      database.write(async (tx) => {
        tx.emit(changeOf(`${name}1`));
        await addPerson(tx, name);
        tx.emit(changeOf(`${name}2`));
        if (index % 2 === 1) throw new Error('given up');
      }),
    );
    await Promise.allSettled(works);
    expect(heard).toEqual(letters.filter((_, index) => index % 2 === 0).flatMap((n) => [`${n}1`, `${n}2`]));
    expect([...commitsWhenHeard]).toEqual([1]);
  });

  test('are not told to those who stopped listening', async () => {
    const { database } = await openPeople(':memory:');
    const heard: string[] = [];
    const stop = database.onChange(() => heard.push('first'));
    database.onChange(() => heard.push('second'));
    const emit = () => database.write(async (tx) => tx.emit(changeOf('ada')));
    await emit();
    stop();
    await emit();
    expect(heard).toEqual(['first', 'second', 'second']);
  });

  test('reach the others and the answer leaves when a listener has a bug, which the process hears of', async () => {
    const { database } = await openPeople(':memory:');
    const heard: string[] = [];
    database.onChange(() => {
      throw new Error('a bug of the listener');
    });
    database.onChange(() => heard.push('second'));
    // The runner listens too and would count it against this test.
    const runners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    try {
      const uncaught = new Promise((resolve) => process.once('uncaughtException', resolve));
      await database.write(async (tx) => tx.emit(changeOf('ada')));
      expect(await uncaught).toMatchObject({ message: 'a bug of the listener' });
    } finally {
      for (const runner of runners) process.on('uncaughtException', runner);
    }
    expect(heard).toEqual(['second']);
  });
});

describe('closing', () => {
  test('finishes what was accepted and refuses what comes after', async () => {
    const { database, path } = await openPeople();
    const accepted = letters.map((name) => database.write((tx) => addPerson(tx, name)));
    const closed = database.close();
    const refused = database.write((tx) => addPerson(tx, 'late'));
    await expect(refused).rejects.toThrow(Problem);
    await expect(refused).rejects.toMatchObject({ code: 'unavailable' });
    await Promise.all(accepted);
    await closed;
    // The last one to close leaves no log behind.
    expect(() => readFileSync(`${path}-wal`)).toThrow('ENOENT');
  });

  test('twice is harmless', async () => {
    const { database } = await openPeople();
    await database.close();
    await database.close();
  });
});
