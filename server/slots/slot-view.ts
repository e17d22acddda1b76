/** A slot's row → the form that everyone sees. */
import { type Slot, slotStatus } from '@mentor-slots/contract';
import type { SlotRow } from '../db/tables.ts';

/** A slot's row with its owner's name. */
export type NamedSlotRow = SlotRow & { alumni_name: string };

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
    waiting: row.waiting,
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
    opensAt: row.opens_at,
    seriesId: row.series_id,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
