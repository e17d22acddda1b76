/** A session that is over, for tests of what comes after it. */
import type { Booking, SlotView } from '@mentor-slots/contract';
import type { TestService } from '../server/testing/service.ts';

export interface PastSession {
  slot: SlotView;
  bookings: readonly Booking[];
  write(text: string, links?: readonly { url: string; label?: string }[]): Promise<void>;
  mark(who: string, attendance: 'attended' | 'absent' | null): Promise<void>;
  give(who: string, stars: number, comment?: string): Promise<void>;
  /** What somebody gave, as the service has it. */
  given(who: string): Promise<{ stars: number; comment: string | null } | null>;
}

/** Publishes a session of ada's, books it for `students`, and lets it end a minute ago; with `isRunning` it began then. */
export async function passSession(
  service: TestService,
  students: readonly string[] = ['mira'],
  isRunning = false,
): Promise<PastSession> {
  const slot = await service.publish('ada', 1, { maxParticipants: 5, description: 'Mock interview' });
  const bookings: Booking[] = [];
  for (const who of students) bookings.push((await service.book(who, slot.id)).body);
  service.clock.now = Date.parse(isRunning ? slot.startsAt : slot.endsAt) + 60_000;

  async function must(method: string, path: string, token: string, body?: object) {
    const answer = await service.call(method, `/api/slots/${slot.id}${path}`, { token, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  const ada = () => service.token('ada', 'alumni');
  return {
    slot,
    bookings,
    async write(text, links = []) {
      await must('PUT', '/session-notes', ada(), { text, links });
    },
    async mark(who, attendance) {
      const booking = bookings[students.indexOf(who)];
      await must('PUT', `/bookings/${booking?.id}/attendance`, ada(), { attendance });
    },
    async give(who, stars, comment) {
      await must('PUT', '/feedback', service.token(who, 'student'), { stars, ...(comment && { comment }) });
    },
    async given(who) {
      const own = await must('GET', '/feedback/own', service.token(who, 'student'));
      return own.feedback as { stars: number; comment: string | null } | null;
    },
  };
}
