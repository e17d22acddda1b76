/** Rows → what callers see. */
import { type RosterEntry, type Slot, type SlotView, slotStatus } from '@mentor-slots/contract';
import type { BookingRow, SlotRow } from '../db/tables.ts';

/** A slot's row with its owner's name. */
export type NamedSlotRow = SlotRow & { alumni_name: string };
/** A booking's row with its student's name. */
export type NamedBookingRow = BookingRow & { student_name: string };

/** The slot as everyone sees it at `now` (ms). */
export function publicSlot(row: NamedSlotRow, now: number): Slot {
  const cancelled = row.cancelled_at !== null;
  return {
    id: row.id,
    alumniId: row.alumni_id,
    alumniName: row.alumni_name,
    date: row.date,
    startTime: row.start_time,
    endTime: row.end_time,
    timeZone: row.time_zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    maxParticipants: row.max_participants,
    seatsTaken: row.seats_taken,
    seatsLeft: cancelled ? 0 : row.max_participants - row.seats_taken,
    waiting: 0,
    description: row.description,
    status: slotStatus(
      {
        alumniId: row.alumni_id,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        maxParticipants: row.max_participants,
        seatsTaken: row.seats_taken,
        cancelled,
      },
      now,
    ),
    requiresApproval: row.requires_approval === 1,
    seriesId: row.series_id,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The slot as its owner sees it: with the place and who comes. */
export function ownSlot(row: NamedSlotRow, roster: readonly NamedBookingRow[], now: number): SlotView {
  return { ...publicSlot(row, now), meetingUrl: row.meeting_url, bookings: roster.map(rosterEntry) };
}

/** The slot as a student sees it whose own booking has this status. */
export function studentSlot(row: NamedSlotRow, status: BookingRow['status'] | null, now: number): SlotView {
  return status === 'confirmed'
    ? { ...publicSlot(row, now), meetingUrl: row.meeting_url }
    : publicSlot(row, now);
}

function rosterEntry(row: NamedBookingRow): RosterEntry {
  return { ...bookingFields(row), studentName: row.student_name };
}

/** What every form of a booking has. */
export function bookingFields(row: BookingRow): Omit<RosterEntry, 'studentName'> {
  return {
    id: row.id,
    slotId: row.slot_id,
    studentId: row.student_id,
    status: row.status,
    bookedAt: row.booked_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    cancelMessage: row.cancel_message,
    note: row.note,
    waitlistPosition: null,
  };
}
