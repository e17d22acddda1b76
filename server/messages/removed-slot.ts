import type { MessageRow, PersonRow } from '../db/tables.ts';
import type { MailPayload } from '../outbox/message.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';

/** A session without bookings that is gone since, as far as it is told. */
export function removedSlot(
  { slot_id: id, created_at }: MessageRow,
  { session, title = null, version }: MailPayload,
  alumnus: PersonRow,
): NamedSlotRow | null {
  if (session === undefined) return null;
  const { startsAt, endsAt, timeZone } = session;
  return {
    id,
    alumni_id: alumnus.id,
    alumni_name: alumnus.name,
    series_id: null,
    date: '',
    start_time: '',
    end_time: '',
    time_zone: timeZone,
    starts_at: startsAt,
    ends_at: endsAt,
    max_participants: 1,
    seats_taken: 0,
    waiting: 0,
    description: title,
    meeting_url: null,
    requires_approval: 0,
    opens_at: null,
    version,
    cancelled_at: created_at,
    created_at,
    updated_at: created_at,
  };
}
