/** A slot's row → the form that everyone sees. */
import { type Slot, type SlotFacts, slotStatus } from '@mentor-slots/contract';
import type { SlotRow } from '../db/tables.ts';

/** A slot's row with its owner's name. */
export type NamedSlotRow = SlotRow & { alumni_name: string };

/** What the rules of the contract ask of a slot. */
export function slotFacts(row: SlotRow): SlotFacts & { cancelled: boolean } {
  return {
    alumniId: row.alumni_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    opensAt: row.opens_at,
    maxParticipants: row.max_participants,
    seatsTaken: row.seats_taken,
    cancelled: row.cancelled_at !== null,
  };
}

/** The slot as everyone sees it at `now` (ms). */
export function publicSlot(row: NamedSlotRow, now: number): Slot {
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
    seatsLeft: row.cancelled_at !== null ? 0 : row.max_participants - row.seats_taken,
    waiting: row.waiting,
    description: row.description,
    status: slotStatus(slotFacts(row), now),
    requiresApproval: row.requires_approval === 1,
    opensAt: row.opens_at,
    seriesId: row.series_id,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
