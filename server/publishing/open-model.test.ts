/**
 * `GET /api/slots/open` beside a small model of it that keeps everything in memory and knows of each word by hand how it may
 * be typed: after any mix of what alumni, students, the office, erasing and the clock do, both have the same sessions.
 */
import type { SlotList, SlotView } from '@mentor-slots/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erasePerson } from '../people/erasure.ts';
import { mentorSlotsHere } from '../testing/command-line.ts';
import { startService, type TestService } from '../testing/service.ts';

/** Words as they stand in texts, and each plain form by which they are found; one without breaks is found from within. */
const words: Record<string, { plain: string[]; unbroken?: true }> = {
  career: { plain: ['career'] },
  careful: { plain: ['careful'] },
  Résumé: { plain: ['resume'] },
  Größe: { plain: ['grosse', 'groesse'] },
  Œuvre: { plain: ['oeuvre'] },
  currículum: { plain: ['curriculum'] },
  ação: { plain: ['acao'] },
  职业规划: { plain: ['职业规划'], unbroken: true },
  规划师: { plain: ['规划师'], unbroken: true },
  المِهْنَة: { plain: ['المهنه', 'مهنه'] },
  أسئلة: { plain: ['اسيله'] },
  הקריירה: { plain: ['הקריירה', 'קריירה'] },
  יועץ: { plain: ['יועצ'] },
};
/** How somebody may type what they look for, and its plain form. */
const typed: readonly (readonly [q: string, plain: string])[] = [
  ...([
    ['car', 'car'],
    ['CAREE', 'caree'],
    ['careful', 'careful'],
    ['xyz', 'xyz'],
    ['résu', 'resu'],
  ] as const),
  ...([
    ['ｒｅｓ', 'res'],
    ['GROSS', 'gross'],
    ['groe', 'groe'],
    ['größe', 'grosse'],
    ['œ', 'oe'],
  ] as const),
  ...([
    ['Currí', 'curri'],
    ['acã', 'aca'],
    ['ac\u0327a\u0303', 'aca'],
    ['规划', '规划'],
    ['业规划', '业规划'],
  ] as const),
  ...([
    ['مهنة', 'مهنه'],
    ['المـهن', 'المهن'],
    ['اسئل', 'اسيل'],
    ['קריי', 'קריי'],
    ['הקר', 'הקר'],
    ['יועצ', 'יועצ'],
  ] as const),
  ...([
    ['a', 'a'],
    ['person', 'person'],
    ['fresh', 'fresh'],
    ['erased', 'erased'],
  ] as const),
];

interface Known {
  id: string;
  alumnus: string;
  startsAt: string;
  opensAt: number;
  seats: number;
  taken: number;
  text: string[];
  gone: boolean;
}

const alumni = ['ada', 'bea', 'cem'];
const text = fc.array(fc.constantFrom(...Object.keys(words)), { maxLength: 4 });
const nth = fc.nat({ max: 30 });
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      alumnus: fc.constantFrom(...alumni),
      text,
      seats: fc.integer({ min: 1, max: 2 }),
      hours: fc.integer({ min: 1, max: 40 }),
      opens: fc.constantFrom(null, 1, 10),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('book' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('describe' as const), nth, text }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move' as const), nth, hours: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('call off' as const), nth }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('rename' as const), alumnus: fc.constantFrom(...alumni), text }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('erase' as const), alumnus: fc.constantFrom(...alumni) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

const cutoff = 30 * 60_000;
const hour = 3_600_000;

class World {
  slots: Known[] = [];
  names = new Map<string, string[]>();
  seats = new Map<string, { bookingId: string; student: string; slotId: string }>();
  students = 0;

  constructor(readonly service: TestService) {}

  /** A token of now, in which the name is the one that counts. */
  token(alumnus: string): string {
    if (!this.names.has(alumnus)) this.names.set(alumnus, ['fresh']);
    return this.service.token(alumnus, 'alumni', { name: this.names.get(alumnus)?.join('-') });
  }

  /** Somebody new can book it. */
  isOpen({ gone, taken, seats, opensAt, startsAt }: Known): boolean {
    const { now } = this.service.clock;
    return !gone && taken < seats && opensAt <= now && Date.parse(startsAt) - cutoff > now;
  }

  hasStarted({ startsAt }: Known): boolean {
    return Date.parse(startsAt) <= this.service.clock.now;
  }

  hasEnded({ startsAt }: Known): boolean {
    return Date.parse(startsAt) + hour / 2 <= this.service.clock.now;
  }

  /** This alumnus has another session then: all take half an hour from a full one on. */
  isTaken(alumnus: string, start: number, by?: Known): boolean {
    return this.slots.some(
      (slot) => slot !== by && !slot.gone && slot.alumnus === alumnus && Date.parse(slot.startsAt) === start,
    );
  }

  statusOfMoving(slot: Known, start: number): number {
    if (this.hasStarted(slot)) return 409;
    // Booking of it would open too late.
    if (slot.opensAt >= start) return 422;
    return this.isTaken(slot.alumnus, start, slot) ? 409 : 200;
  }

  at(index: number): Known | undefined {
    const there = this.slots.filter(({ gone }) => !gone);
    return there[index % Math.max(1, there.length)];
  }

  /** Wall time so many hours after the next full hour. */
  wall(hours: number) {
    const start = Math.ceil(this.service.clock.now / hour) * hour + hours * hour;
    const [from, to] = [new Date(start).toISOString(), new Date(start + hour / 2).toISOString()];
    const times = { date: from.slice(0, 10), startTime: from.slice(11, 16), endTime: to.slice(11, 16) };
    return { start, times: { ...times, timeZone: 'UTC' } };
  }

  async run(asked: Command): Promise<void> {
    const { service } = this;
    const now = service.clock.now;
    if (asked.do === 'wait') {
      service.clock.now += asked.minutes * 60_000;
      return;
    }
    if (asked.do === 'rename') {
      this.names.set(asked.alumnus, ['fresh', ...asked.text]);
      // A newer token.
      service.clock.now += 1000;
      const { status } = await service.call('PUT', '/api/me', {
        token: this.token(asked.alumnus),
        body: {},
      });
      expect(status).toBe(200);
      return;
    }
    if (asked.do === 'erase') {
      const rules = service.config.rules;
      await service.database.write((tx) => erasePerson(tx, { clock: () => now, rules }, asked.alumnus));
      this.names.delete(asked.alumnus);
      for (const slot of this.slots) if (slot.alumnus === asked.alumnus) slot.gone = true;
      return;
    }
    if (asked.do === 'publish') {
      const { start, times } = this.wall(asked.hours);
      const opensAt = asked.opens === null ? null : start - asked.opens * hour;
      const body = { ...times, description: asked.text.join(' · '), maxParticipants: asked.seats };
      const opening = opensAt === null ? {} : { opensAt: new Date(opensAt).toISOString() };
      const token = this.token(asked.alumnus);
      const answer = await service.call<SlotView>('POST', '/api/slots', {
        token,
        body: { ...body, ...opening },
      });
      const isTaken = this.isTaken(asked.alumnus, start);
      expect([asked, answer.status]).toEqual([asked, isTaken ? 409 : 201]);
      if (isTaken) return;
      const { id, startsAt } = answer.body;
      const known = { seats: asked.seats, taken: 0, text: asked.text, gone: false };
      this.slots.push({ ...known, id, startsAt, alumnus: asked.alumnus, opensAt: opensAt ?? 0 });
      return;
    }
    const slot = this.at(asked.nth);
    if (slot === undefined) return;
    const path = `/api/slots/${slot.id}`;
    if (asked.do === 'book') {
      this.students += 1;
      const { status, body } = await service.book(`student ${this.students}`, slot.id);
      expect([slot, status]).toEqual([slot, this.isOpen(slot) ? 201 : 409]);
      if (status !== 201) return;
      slot.taken += 1;
      this.seats.set(slot.id, { bookingId: body.id, student: `student ${this.students}`, slotId: slot.id });
    } else if (asked.do === 'cancel') {
      const seat = this.seats.get(slot.id);
      if (seat === undefined) return;
      const token = service.token(seat.student, 'student');
      const answer = await service.call('POST', '/api/slots/cancel', {
        token,
        body: { bookingId: seat.bookingId },
      });
      expect([slot, answer.status]).toEqual([slot, this.hasStarted(slot) ? 409 : 200]);
      if (answer.status !== 200) return;
      this.seats.delete(slot.id);
      slot.taken -= 1;
    } else if (asked.do === 'describe') {
      const body = { description: asked.text.length === 0 ? null : asked.text.join(' / ') };
      const answer = await service.call('PATCH', path, { token: this.token(slot.alumnus), body });
      expect([slot, answer.status]).toEqual([slot, this.hasEnded(slot) ? 409 : 200]);
      if (answer.status === 200) slot.text = asked.text;
    } else if (asked.do === 'move') {
      const { start, times } = this.wall(asked.hours);
      const answer = await service.call<SlotView>('PATCH', path, {
        token: this.token(slot.alumnus),
        body: times,
      });
      expect([slot, times, answer.status]).toEqual([slot, times, this.statusOfMoving(slot, start)]);
      if (answer.status === 200) slot.startsAt = answer.body.startsAt;
    } else {
      const answer = await service.call('DELETE', path, { token: this.token(slot.alumnus) });
      expect([slot, answer.status]).toEqual([slot, this.hasStarted(slot) ? 409 : 200]);
      if (answer.status === 200) slot.gone = true;
    }
  }

  /** What the list must have, by the start of each. */
  expected(plain: readonly string[]): string[] {
    return this.slots
      .filter((slot) => {
        const named = this.names.get(slot.alumnus) ?? [];
        const all = [...slot.text, ...named];
        return this.isOpen(slot) && plain.every((one) => all.some((word) => isFoundBy(word, one)));
      })
      .map(({ id, startsAt }) => `${startsAt} ${id}`)
      .sort();
  }
}

function isFoundBy(word: string, plain: string): boolean {
  const known = words[word] ?? { plain: [word] };
  return known.plain.some((form) => (known.unbroken ? form.includes(plain) : form.startsWith(plain)));
}

/** Whatever the order of those that start together, they come page by page, each once. */
async function listed(service: TestService, q: string): Promise<string[]> {
  const starts: string[] = [];
  const all: string[] = [];
  for (let cursor = ''; ; ) {
    const query = `?limit=3&q=${encodeURIComponent(q)}${cursor}`;
    const { status, body } = await service.call<SlotList>('GET', `/api/slots/open${query}`);
    expect(status).toBe(200);
    starts.push(...body.slots.map(({ startsAt }) => startsAt));
    all.push(...body.slots.map(({ id, startsAt }) => `${startsAt} ${id}`));
    if (body.nextCursor === undefined) break;
    cursor = `&cursor=${body.nextCursor}`;
  }
  expect(starts).toEqual([...starts].sort());
  return all.sort();
}

const runs = Number(process.env.FINDINGS ?? 6);

/** Tried before what is random: here something is found. */
const sure = [
  {
    commands: [
      ...[1, 2, 3, 4].map((hours): Command => {
        const what = { text: ['career'], seats: 1, opens: null };
        return { do: 'publish', alumnus: 'ada', hours, ...what };
      }),
      { do: 'book', nth: 0 } satisfies Command,
    ],
    lookups: [[['CAREE', 'caree']], [['xyz', 'xyz']]] satisfies [string, string][][],
  },
];

test('has what the model has, whatever was done', async () => {
  const lookups = fc.array(fc.constantFrom(...typed), { minLength: 1, maxLength: 2 });
  const round = fc.record({
    commands: fc.array(command, { minLength: 5, maxLength: 12 }),
    lookups: fc.array(lookups, { minLength: 4, maxLength: 8 }),
  });
  const lengths: number[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 4 }), async (rounds) => {
      const env = { BOOKING_CUTOFF: '30m' };
      const service = await startService({ now: '2026-11-24T08:10:00.000Z', env, shared: true });
      try {
        const world = new World(service);
        for (const { commands, lookups: asked } of rounds) {
          for (const one of commands) await world.run(one);
          expect(await listed(service, '')).toEqual(world.expected([]));
          for (const some of asked) {
            const q = some.map(([word]) => word).join(' ');
            const plain = some.map(([, form]) => form);
            const slots = await listed(service, q);
            expect([q, slots]).toEqual([q, world.expected(plain)]);
            lengths.push(slots.length);
          }
        }
        const { code, stdout } = await mentorSlotsHere(['doctor'], {
          DATABASE_URL: service.config.databaseUrl,
        });
        expect([code, stdout.match(/^BROKEN.*/gm)]).toEqual([0, null]);
      } finally {
        await service.close();
      }
    }),
    {
      numRuns: runs,
      examples: [[sure]],
      ...(process.env.SEED !== undefined && { seed: Number(process.env.SEED) }),
    },
  );
  expect(lengths.slice(0, 2)).toEqual([3, 0]);
});
