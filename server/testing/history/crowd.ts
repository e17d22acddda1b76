/** Many people who use the service at random over HTTP, whatever becomes of it, and write down each call with its answer. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Booking, SlotView } from '@mentor-slots/contract';
import { signToken } from '../service.ts';
import type { Answer, Ask, Call, SeenSlot } from './history.ts';

/** Whose sessions they are. */
export const alumni = ['ada', 'bo'];
const students = Array.from({ length: 24 }, (_, index) => `student ${index}`);
/** So many sessions are kept open; one that is deleted is followed by another. */
const openSlots = 6;
const day = 86_400_000;
/** No answer is waited for longer, in ms: a node that is stopped gives none. */
const patience = 15_000;

interface Site {
  /** Of each node; whoever gets no answer goes on to another one. */
  urls: readonly string[];
  random: () => number;
  calls: Call[];
  /** Told of each answer. */
  answered(): void;
}

export interface Crowd {
  /** Publishes the first sessions. */
  open(): Promise<void>;
  /** Starts so many people; `stop` resolves once each has got an answer, or will get none. */
  start(people: number): { stop(): Promise<void> };
}

type Request = { method: string; path: string; token: string; body?: object };

export function gather({ urls, random, calls, answered }: Site): Crowd {
  const any = <One>(list: readonly One[]) => list[Math.floor(random() * list.length)] as One;
  const slots: { id: string; owner: string; date: string; hour: number }[] = [];
  const tokens = new Map<string, string>();
  let published = 0;

  function tokenOf(sub: string, role: string): string {
    const token = tokens.get(sub) ?? signToken({ sub, role });
    tokens.set(sub, token);
    return token;
  }

  /** Resolves to null where no answer came, or nobody was there. */
  async function ask(what: Ask, { method, path, token, body }: Request): Promise<Answer | null> {
    const began = performance.now();
    let answer: Answer | null = null;
    try {
      const response = await fetch(any(urls) + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      });
      answer = answerOf(response.status, (await response.json()) as Partial<SlotView & Booking>);
      // A slot has no name before it is published.
      if (what.do === 'publish') what.slotId = answer.slot?.id ?? '';
    } catch (error) {
      if (wasAway(error)) return null;
    }
    // What was not published as far as anybody knows may be there: nobody was told of it.
    if (what.do !== 'publish' || (answer !== null && answer.status === 201))
      calls.push({ ask: what, began, ended: performance.now(), answer });
    if (answer !== null) answered();
    return answer;
  }

  /** Each session has three hours of its own, so that none ever overlaps. */
  async function publish(): Promise<void> {
    published += 1;
    const owner = alumni[published % alumni.length] ?? '';
    const hour = 1 + 3 * (published % 7);
    const date = new Date(Date.now() + (2 + Math.floor(published / 7)) * day).toISOString().slice(0, 10);
    const time = { date, startTime: clock(hour, 0), endTime: clock(hour, 30), timeZone: 'UTC' };
    const answer = await ask(
      { do: 'publish', slotId: '' },
      {
        method: 'POST',
        path: '/api/slots',
        token: tokenOf(owner, 'alumni'),
        body: { ...time, maxParticipants: 1 + Math.floor(random() * 3) },
      },
    );
    if (answer?.slot !== undefined) slots.push({ id: answer.slot.id, owner, date, hour });
  }

  function byStudent(what: 'book' | 'wait' | 'cancel', path: string): Promise<Answer | null> {
    const student = any(students);
    const { id: slotId } = any(slots);
    return ask(
      { do: what, slotId, student },
      { method: 'POST', path: `/api/slots/${path}`, token: tokenOf(student, 'student'), body: { slotId } },
    );
  }

  async function byOwner(what: 'read' | 'resize' | 'shift' | 'delete'): Promise<Answer | null> {
    const slot = any(slots);
    const minutes = Math.floor(random() * 60);
    const [method, body] = {
      read: ['GET'] as const,
      resize: ['PATCH', { maxParticipants: 1 + Math.floor(random() * 4) }] as const,
      shift: [
        'PATCH',
        { startTime: clock(slot.hour, minutes), endTime: clock(slot.hour + 1, minutes) },
      ] as const,
      delete: ['DELETE', {}] as const,
    }[what];
    const token = tokenOf(slot.owner, 'alumni');
    const request = { method, path: `/api/slots/${slot.id}`, token, ...(body !== undefined && { body }) };
    const answer = await ask({ do: what, slotId: slot.id }, request);
    if (what === 'delete' && answer !== null && answer.status < 500 && slots.includes(slot))
      slots.splice(slots.indexOf(slot), 1);
    return answer;
  }

  function act(): Promise<unknown> {
    const chance = random() * 100;
    if (slots.length < openSlots) return publish();
    if (chance < 36) return byStudent('book', 'book');
    if (chance < 62) return byStudent('wait', 'waitlist');
    if (chance < 84) return byStudent('cancel', 'cancel');
    if (chance < 90) return byOwner('read');
    if (chance < 96) return byOwner('resize');
    return byOwner(chance < 99 ? 'shift' : 'delete');
  }

  return {
    async open() {
      while (slots.length < openSlots) await publish();
    },
    start(people) {
      let stopped = false;
      const person = async () => {
        while (!stopped) if ((await act()) === null) await delay(100);
      };
      const all = Promise.all(Array.from({ length: people }, person));
      return {
        async stop() {
          stopped = true;
          await all;
        },
      };
    },
  };
}

const clock = (hour: number, minute: number) =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** Nobody listened: nothing was asked. */
function wasAway(error: unknown): boolean {
  return ((error as Error).cause as { code?: string } | undefined)?.code === 'ECONNREFUSED';
}

/** What matters of a slot that somebody was told. */
export function seen(slot: SeenSlot): SeenSlot {
  const { id, version, maxParticipants, seatsTaken, waiting, startsAt } = slot;
  return { id, version, maxParticipants, seatsTaken, waiting, startsAt };
}

/** Of a booking with its slot, or of a slot with its roster. */
function answerOf(status: number, body: Partial<SlotView & Booking>): Answer {
  if (status >= 300) return { status };
  const { id = '', studentId, slot } = body;
  if (studentId !== undefined && slot !== undefined)
    return { status, slot: seen(slot), booking: { id, studentId, status: body.status ?? '' } };
  if (body.version === undefined) return { status };
  const roster = body.bookings?.map((one) => ({ id: one.id, studentId: one.studentId, status: one.status }));
  return { status, slot: seen(body as SlotView), ...(roster !== undefined && { roster }) };
}
