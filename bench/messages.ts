/** What sending costs the others: bookings over HTTP while ten thousand mails of one called-off series go out, against the same without. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../server/dist/db/open-database.js';
import { type HttpCaller, openCaller, postRequest } from './http-client.ts';
import { compared, p99 } from './measure.ts';
import { startNode } from './node.ts';
import { type Row, row, rowOf } from './row.ts';
import { signToken } from './tokens.ts';
import { settle, studentId } from './world.ts';

const sessions = 40;
const students = 250;

/** The 99th of a hundred bookings with nothing to send, and while the outbox drains; and what draining takes. */
export async function measureMessages(folder: string): Promise<Row[]> {
  const url = `sqlite:${join(folder, 'messages.db')}`;
  await fill(url);
  const sink = await startSink();
  const node = await startNode(url, {
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    MAIL_FROM: 'slots@example.edu',
    REMINDERS: 'none',
  });
  const caller = await openCaller(node.url);
  const memory = () => Math.round((node.memory() ?? 0) / 1_000_000);
  try {
    let next = 0;
    const bookings = async (until: () => boolean) => {
      const times: number[] = [];
      while (!until()) times.push(await bookOne(caller, next++));
      return times;
    };
    await bookings(() => next >= 200);
    const quiet = await bookings(() => next >= 2_200);
    const before = sink.taken();
    const since = performance.now();
    const off = await fetch(`${node.url}/api/slots/off-0?scope=series`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${signToken('mae', 'alumni')}` },
    });
    if (!off.ok) throw new Error(`Calling off answered ${off.status}: ${await off.text()}`);
    const memoryBefore = memory();
    let memoryMost = 0;
    const watching = setInterval(() => {
      memoryMost = Math.max(memoryMost, memory());
    }, 200);
    // The last of the mails may be those of the bookings themselves.
    const mails = sessions * students;
    const draining = await bookings(() => sink.taken() - before >= mails || next >= 8_000);
    clearInterval(watching);
    const mailsASecond = (sink.taken() - before) / ((performance.now() - since) / 1000);
    return [
      row('bookingWhileMails', compared([{ own: p99(draining), base: p99(quiet) }])),
      rowOf('mails', [mailsASecond]),
      row('memoryWhileMails', compared([{ own: memoryMost, base: memoryBefore }])),
    ];
  } finally {
    caller.close();
    await node.stop();
    sink.stop();
  }
}

/** A mail server that takes everything. */
async function startSink(): Promise<{ port: number; taken(): number; stop(): void }> {
  const child = fork(fileURLToPath(new URL('mail-sink.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  let taken = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The mail server did not start')));
    child.on('message', (told: { port?: number; taken?: number }) => {
      taken = told.taken ?? taken;
      if (told.port !== undefined) resolve(told.port);
    });
  });
  return { port, taken: () => taken, stop: () => child.disconnect() };
}

/** A series of which everybody has a seat, beside the sessions that are booked meanwhile. */
async function fill(url: string): Promise<void> {
  const database = await openDatabase(url);
  await settle(database);
  const now = Date.now();
  const created = new Date(now).toISOString();
  await database.write(async ({ kysely }) => {
    const person = (id: string) => ({
      id,
      name: id,
      email: `${id.replace(/\W/g, '-')}@people.example`,
      token_issued_at: 0,
      first_seen_at: created,
    });
    await kysely.insertInto('people').values(person('mae')).execute();
    for (let index = 0; index < students; index += 1)
      await kysely
        .insertInto('people')
        .values(person(`seated-${index}`))
        .execute();
    for (let session = 0; session < sessions; session += 1) {
      const startsAt = new Date(now + (session + 1) * 86_400_000 + 43_200_000).toISOString();
      const endsAt = new Date(now + (session + 1) * 86_400_000 + 45_000_000).toISOString();
      await kysely
        .insertInto('slots')
        .values({
          id: `off-${session}`,
          alumni_id: 'mae',
          series_id: 'off',
          date: startsAt.slice(0, 10),
          start_time: startsAt.slice(11, 16),
          end_time: endsAt.slice(11, 16),
          time_zone: 'UTC',
          starts_at: startsAt,
          ends_at: endsAt,
          max_participants: students,
          seats_taken: students,
          waiting: 0,
          opens_at: null,
          description: 'A series',
          meeting_url: null,
          requires_approval: 0,
          version: students + 1,
          cancelled_at: null,
          created_at: created,
          updated_at: created,
        })
        .execute();
      for (let index = 0; index < students; index += 1)
        await kysely
          .insertInto('bookings')
          .values({
            id: `off-${session}-${index}`,
            slot_id: `off-${session}`,
            student_id: `seated-${index}`,
            status: 'confirmed',
            note: null,
            booked_at: created,
            cancelled_at: null,
            cancel_reason: null,
            cancel_message: null,
            offer_expires_at: null,
            event_sequence: 0,
            place: index + 2,
            starts_at: startsAt,
          })
          .execute();
    }
  });
  await database.close();
}

/** One booking, in ms. */
async function bookOne(caller: HttpCaller, turn: number): Promise<number> {
  const token = signToken(studentId(turn % 500));
  const since = performance.now();
  const status = await caller.ask(
    postRequest('/api/slots/book', token, { slotId: `slot-${Math.floor(turn / 500)}` }),
  );
  if (status >= 300) throw new Error(`Booking answered ${status}`);
  return performance.now() - since;
}
