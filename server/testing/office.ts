/** What the programme office does for others, told shortly: `root` is an admin. */
import type { AuditPage, Booking, Problem } from '@mentor-slots/contract';
import type { Answer, TestService } from './service.ts';

export function office(service: TestService) {
  const call = <Body = Record<string, unknown> & Problem>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> =>
    service.call(method, path, {
      token: service.token('root', 'admin'),
      headers,
      ...(body !== undefined && { body }),
    });

  return {
    call,
    book: (studentId: string, slotId: string) =>
      call<Booking>('POST', '/api/slots/book', { slotId, studentId }),
    wait: (studentId: string, slotId: string) =>
      call<Booking>('POST', '/api/slots/waitlist', { slotId, studentId }),
    cancel: (studentId: string, slotId: string) =>
      call<Booking>('POST', '/api/slots/cancel', { slotId, studentId }),

    /** Lets people be known, as whoever opens the portal is. */
    async introduce(role: 'alumni' | 'student', ...people: string[]): Promise<void> {
      for (const who of people)
        await service.call('PUT', '/api/me', { token: service.token(who, role), body: { reminders: true } });
    },

    /** Entries of the audit in their order, each as `who action whom`. */
    async audit(query = ''): Promise<string[]> {
      const { body } = await call<AuditPage>('GET', `/api/admin/audit${query}`);
      return body.entries
        .reverse()
        .map(({ actorId, action, subjectId }) => `${actorId} ${action} ${subjectId}`);
    },
  };
}
