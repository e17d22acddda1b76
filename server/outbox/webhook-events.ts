/** What webhooks tell of a change: `{type, data}`, in the owner's form. */
import type { Booking, Slot } from '@mentor-slots/contract';
import type { EventType } from './message.ts';
import type { OutboxMessage, ToldBooking, ToldChange } from './told-change.ts';

const slotTypes = {
  slot_created: 'slot.created',
  slot_updated: 'slot.updated',
  slot_deleted: 'slot.deleted',
} as const satisfies Record<ToldChange['what'], EventType>;

export function eventsOf({ what, before, slot, view, bookings }: ToldChange, now: number): OutboxMessage[] {
  const event = (kind: EventType, bookingId: string | null, data: object): OutboxMessage => ({
    channel: 'webhook',
    kind,
    recipient_id: null,
    booking_id: bookingId,
    stream: `webhook ${slot.id}`,
    payload: { type: kind, timestamp: new Date(now).toISOString(), data },
  });
  // Seats that move are told by their bookings.
  const isAboutSlot = what !== 'slot_updated' || before !== null;
  return [
    ...(isAboutSlot ? [event(slotTypes[what], null, withoutWords(view))] : []),
    ...bookings.flatMap((booking) => {
      const type = bookingType(booking);
      if (type === null) return [];
      const { studentName: _, ...data } = booking.view as Booking & { studentName?: string };
      const { movedFrom, movedTo } = booking;
      const told = {
        ...data,
        ...(movedFrom !== undefined && { movedFrom: movedFrom.booking.id }),
        ...(movedTo !== undefined && { movedTo: movedTo.booking.id }),
        note: null,
        cancelMessage: null,
        slot: withoutWords(data.slot),
      };
      return [event(type, booking.after.id, told)];
    }),
  ];
}

/** What people wrote, and their names, are filled in when it is sent: whoever is erased must not live on in what waits. */
function withoutWords(view: Slot) {
  return { ...view, alumniName: '', description: null, meetingUrl: null };
}

function bookingType({ after, action }: ToldBooking): EventType | null {
  switch (action) {
    case null:
    case 'attendance_marked':
      return null;
    case 'booking_created':
      return 'booking.created';
    case 'booking_accepted':
      return after.status === 'pending' ? 'booking.created' : 'booking.confirmed';
    case 'booking_confirmed':
      return 'booking.confirmed';
    case 'booking_waitlisted':
      return 'booking.waitlisted';
    case 'booking_offered':
      return 'booking.offered';
    case 'booking_promoted':
      return 'booking.promoted';
    default:
      return 'booking.cancelled';
  }
}
