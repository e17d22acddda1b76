/** Who wants a seat, or gives one back, and who asks for it: the student, or the programme office for them. */
import type { Booker, CutOffs } from '@mentor-slots/contract';
import type { Actor } from '../audit/record.ts';
import { type Acting, loadIntroduced } from '../behalf/acting.ts';
import type { Caller } from '../caller.ts';
import type { SeatLimits } from '../config.ts';
import type { Queries } from '../db/database.ts';

/** What may be against a student besides seats and clashes. */
export type Terms = CutOffs & SeatLimits;

export interface Seeker {
  /** Who acts, as the audit tells. */
  by: Actor;
  /** Whose seat it is, or will be. */
  student: Booker & { name: string };
  /** By which they are judged. What follows for others goes by the service's rules. */
  terms: Terms;
  /** The session that they leave for the seat: it is in its way neither as a clash nor by a limit. */
  leaving?: string;
}

/** The office decides for itself whom it lets in when: limits, openings and cut-offs are for students. */
const officeTerms: Terms = Object.freeze({
  bookingCutoff: 0,
  cancelCutoff: 0,
  maxAhead: null,
  maxAheadPerMentor: null,
  maxAbsences: null,
});

/** A student asks for themselves. */
export function forOneself(caller: Caller, terms: Terms): Seeker {
  return { by: caller, student: caller, terms };
}

/** A student asks for themselves, or the office for somebody: 404 `person_not_found` where no token has introduced them. */
export async function seekerOf(queries: Queries, terms: Terms, { by, personId }: Acting): Promise<Seeker> {
  if (by.id === personId) return forOneself(by, terms);
  const { id, name } = await loadIntroduced(queries, personId);
  return { by, student: { id, name, headStart: Number.POSITIVE_INFINITY }, terms: officeTerms };
}
