/** What is written down while many people use the service and it is killed: each call with its answer, and what is there in the end. */
import type { Slot } from '@mentor-slots/contract';

/** What one call asks for. */
export type Ask =
  | { do: 'publish' | 'read' | 'resize' | 'shift' | 'delete'; slotId: string }
  | { do: 'book' | 'wait' | 'cancel'; slotId: string; student: string };

/** A slot at one version, as somebody was told of it. */
export interface SeenSlot {
  id: string;
  version: number;
  maxParticipants: number;
  seatsTaken: number;
  waiting: number;
  startsAt: string;
}

export interface SeenBooking {
  id: string;
  studentId: string;
  status: string;
}

export interface Answer {
  status: number;
  /** The slot as it was right after what was asked. */
  slot?: SeenSlot;
  /** The student's booking. */
  booking?: SeenBooking;
  /** All who have or wait for a seat, told to the owner together with the slot. */
  roster?: SeenBooking[];
}

/** `began` and `ended` by one clock that never goes back. `answer` is null where none came: it may have happened or not, or may yet. */
export interface Call {
  ask: Ask;
  began: number;
  ended: number;
  answer: Answer | null;
}

/** A slot as it lies in the database, with all its bookings, those that are over too. */
export interface KeptSlot extends SeenSlot {
  cancelled: boolean;
  bookings: (SeenBooking & { place: number })[];
}

export interface History {
  calls: Call[];
  /** Of every frame of the feed that came to a subscriber. */
  heard: SeenSlot[];
  /** What each subscriber holds in the end. */
  subscribers: { name: string; slots: Slot[] }[];
  /** What was there once everything was up again and nobody asked for anything. */
  kept: KeptSlot[];
  /** What anybody is told then of all sessions. */
  listed: Slot[];
}

/** Did it do what it was asked? */
export function isDone({ answer }: Call): boolean {
  return answer !== null && answer.status < 300;
}

/** Was it refused, so that surely nothing was done? A 503 says only that the end is not known. */
export function isRefused({ answer }: Call): boolean {
  return answer !== null && answer.status >= 400 && answer.status < 500;
}
