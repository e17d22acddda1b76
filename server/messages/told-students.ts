/** Whom the mails to an alumnus are about. */
import { holdsSeat } from '@mentor-slots/contract';
import type { NamedBookingRow } from '../bookings/booking-view.ts';
import { bookingById, rosters } from '../bookings/queries.ts';
import type { Queries } from '../db/database.ts';
import type { MessageRow } from '../db/tables.ts';
import type { MailKind, MailPayload } from '../outbox/message.ts';
import { toldBy } from '../outbox/queries.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';

/** A booking that an alumnus is told of, and whether the office did that. */
export type ToldStudent = NamedBookingRow & { byOffice?: boolean };

/** Whom a mail to the alumnus is about; null for one to a student. */
export async function studentsOf(
  queries: Queries,
  kind: MailKind,
  message: MessageRow,
  slot: NamedSlotRow,
): Promise<ToldStudent[] | null> {
  switch (kind) {
    case 'alumnus_reminder':
    case 'busy_clash': {
      const roster = (await rosters(queries, [slot.id])).get(slot.id) ?? [];
      return roster.filter(
        ({ status }) => status === 'confirmed' || (kind === 'busy_clash' && status === 'pending'),
      );
    }
    case 'new_bookings':
    case 'student_cancelled':
    case 'student_moved':
    case 'office_changed': {
      const told = kind === 'new_bookings' ? await toldBy(queries, message.id) : [message];
      const bookings: ToldStudent[] = [];
      for (const { booking_id: id, payload } of told) {
        const booking = id === null ? undefined : await bookingById(queries, id);
        const { byOffice }: MailPayload = JSON.parse(payload);
        if (booking !== undefined) bookings.push({ ...booking, byOffice: byOffice === true });
      }
      return kind === 'new_bookings' ? bookings.filter(({ status }) => holdsSeat(status)) : bookings;
    }
    default:
      return null;
  }
}
