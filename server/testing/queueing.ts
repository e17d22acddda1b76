/** What people do about a waiting list, told shortly. */
import type { Booking, BookingList, Deleted, SlotView } from '@mentor-slots/contract';
import { settleDue } from '../bookings/due.ts';
import type { Answer, TestService } from './service.ts';

export function queueing(service: TestService) {
  const asStudent = (who: string) => service.token(who, 'student');
  const asOwner = (who: string) => service.token(who, 'alumni');

  const people = {
    wait: (who: string, slotId: string, note?: string): Promise<Answer<Booking>> =>
      service.call('POST', '/api/slots/waitlist', {
        token: asStudent(who),
        body: { slotId, ...(note !== undefined && { note }) },
      }),

    cancel: (who: string, slotId: string): Promise<Answer<Booking>> =>
      service.call('POST', '/api/slots/cancel', { token: asStudent(who), body: { slotId } }),

    /** Settles somebody's booking of a slot for its owner. */
    async settle(owner: string, slotId: string, who: string, decision: 'confirm' | 'decline') {
      const { bookings = [] } = await people.read(slotId, owner);
      const booking = bookings.find(({ studentId }) => studentId === who);
      const path = `/api/slots/${slotId}/bookings/${booking?.id ?? 'none'}/${decision}`;
      return service.call<Booking>('POST', path, { token: asOwner(owner) });
    },

    change: (owner: string, slotId: string, body: object, query = ''): Promise<Answer<SlotView>> =>
      service.call('PATCH', `/api/slots/${slotId}${query}`, { token: asOwner(owner), body }),

    callOff: (owner: string, slotId: string, body?: object): Promise<Answer<Deleted>> =>
      service.call('DELETE', `/api/slots/${slotId}`, {
        token: asOwner(owner),
        ...(body !== undefined && { body }),
      }),

    /** A slot as everyone sees it, or its owner. */
    async read(slotId: string, owner?: string): Promise<SlotView> {
      const options = owner === undefined ? {} : { token: asOwner(owner) };
      return (await service.call<SlotView>('GET', `/api/slots/${slotId}`, options)).body;
    },

    /** Somebody's newest booking of a slot. */
    async booking(who: string, slotId: string): Promise<Booking | undefined> {
      const path = '/api/slots/my-bookings?from=2000-01-01';
      const { body } = await service.call<BookingList>('GET', path, { token: asStudent(who) });
      return body.bookings.filter((booking) => booking.slotId === slotId).at(-1);
    },

    /** Somebody's newest booking of a slot in short: `confirmed`, `waitlisted 2`, `cancelled offer_lapsed`. */
    async standing(who: string, slotId: string): Promise<string> {
      const booking = await people.booking(who, slotId);
      const more = booking?.waitlistPosition ?? booking?.cancelReason;
      return [booking?.status ?? 'none', more].filter((word) => word != null).join(' ');
    },

    /** Does what the clock has made due, as one of the processes does every so often. */
    async settleDue(): Promise<void> {
      const { database, clock, config } = service;
      const due = settleDue({ database, clock: () => clock.now, rules: config.rules });
      await due.work(database.write);
    },
  };
  return people;
}
