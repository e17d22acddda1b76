/**
 * `kill -9` at random moments, the same database file across all of them: what was answered is never lost, and nothing
 * is half-made. SEED=… repeats the moments of a run, KILLS=… asks for more of them.
 */
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { chooseSeed, randomNumbers } from './testing/random.ts';
import { signToken, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const kills = Number(process.env.KILLS ?? 8);
const slotCount = 40;
const studentCount = 400;
const callersAtOnce = 16;

beforeAll(buildService);

async function post<Body>(url: string, path: string, token: string, body: unknown) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(
  `${kills} kills under booking load lose nothing and leave nothing half-made`,
  async () => {
    const seed = chooseSeed();
    console.info(`SEED=${seed}`);
    const random = randomNumbers(seed);
    const pick = (count: number) => Math.floor(random() * count);
    const path = join(temporaryFolder(), 'killed.db');
    const env = { ...serviceEnvironment(path), LOG_LEVEL: 'info' };
    const students = Array.from({ length: studentCount }, (_, index) =>
      signToken({ sub: `student ${index}`, role: 'student' }),
    );
    const slots: string[] = [];
    /** Ids of the bookings that were answered 201, and of those whose cancelling was answered 200. */
    const booked = new Set<string>();
    const cancelled = new Set<string>();

    async function bookUntilKilled(url: string, answered: () => void): Promise<void> {
      const mine: { id: string; token: string }[] = [];
      for (;;) {
        const token = students[pick(studentCount)] ?? '';
        const slotId = slots[pick(slotCount)];
        const { status, body } = await post<{ id: string }>(url, '/api/slots/book', token, { slotId });
        answered();
        if (status === 201) {
          booked.add(body.id);
          mine.push({ id: body.id, token });
        }
        const given = random() < 0.2 ? mine.pop() : undefined;
        if (given === undefined) continue;
        const answer = await post(url, '/api/slots/cancel', given.token, { bookingId: given.id });
        if (answer.status === 200) cancelled.add(given.id);
      }
    }

    async function publishSlots(url: string): Promise<void> {
      const token = signToken({ sub: 'ada', role: 'alumni' });
      for (let index = 0; index < slotCount; index += 1) {
        const time = wallTime(Date.now() + (24 + 2 * index) * 3_600_000);
        const { body } = await post<SlotView>(url, '/api/slots', token, { ...time, maxParticipants: 200 });
        slots.push(body.id);
      }
    }

    for (let kill = 0; kill < kills; kill += 1) {
      const service = startProcess(env);
      // Now and then while it still starts, and works through the log that the last one left.
      if (kill % 8 === 4) {
        await pause(200 + random() * 600);
      } else {
        const url = await service.url;
        if (slots.length === 0) await publishSlots(url);
        let left = 1 + pick(40);
        let enough = () => {};
        const busy = new Promise<void>((resolve) => {
          enough = resolve;
        });
        const callers = Array.from({ length: callersAtOnce }, () =>
          bookUntilKilled(url, () => {
            left -= 1;
            if (left === 0) enough();
          }).catch(() => {}),
        );
        await busy;
        await pause(random() * 10);
        service.child.kill('SIGKILL');
        await Promise.all(callers);
      }
      service.child.kill('SIGKILL');
      expect((await service.exited).signal).toBe('SIGKILL');
    }

    const file = new SqliteDatabase(path);
    const column = (sql: string) => file.prepare(sql).pluck().all();
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.pragma('foreign_key_check')).toEqual([]);

    const kept = new Set(column('SELECT id FROM bookings'));
    expect([...booked].filter((id) => !kept.has(id))).toEqual([]);
    const keptCancelled = new Set(column("SELECT id FROM bookings WHERE status = 'cancelled'"));
    expect([...cancelled].filter((id) => !keptCancelled.has(id))).toEqual([]);
    const halfMade = column(
      `SELECT id FROM slots WHERE seats_taken <>
       (SELECT count(*) FROM bookings WHERE slot_id = slots.id AND status <> 'cancelled')`,
    );
    expect(halfMade).toEqual([]);
    expect(column('SELECT count(*) FROM slots')).toEqual([slotCount]);
    file.close();

    // Otherwise the kills came before anything was at stake.
    expect(booked.size).toBeGreaterThan(kills * 6);
    expect(cancelled.size).toBeGreaterThan(kills * 0.4);
    console.info(`${booked.size} bookings and ${cancelled.size} cancellations survived ${kills} kills`);
  },
  kills * 15_000,
);
