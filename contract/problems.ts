import Type, { type Static } from 'typebox';

/**
 * Every expected failure: its stable code, its HTTP status and its title (RFC 9457). The one table; `detail`, the
 * sentence for a person, is written where the failure is found.
 */
export const problems = {
  invalid_request: { status: 400, title: 'The request is not of the expected form' },
  unauthenticated: { status: 401, title: 'A token is needed' },
  invalid_token: { status: 401, title: 'The token is not accepted' },
  wrong_role: { status: 403, title: 'Not for this role' },
  not_yours: { status: 403, title: "Someone else's slot" },
  not_in_session: { status: 403, title: 'Only for who is in the session' },
  address_expired: { status: 403, title: 'The address is no longer good' },
  origin_not_allowed: { status: 403, title: 'This origin may not embed' },
  not_found: { status: 404, title: 'No such address' },
  slot_not_found: { status: 404, title: 'No such slot' },
  booking_not_found: { status: 404, title: 'No such booking' },
  person_not_found: { status: 404, title: 'No such person' },
  recording_not_found: { status: 404, title: 'No such recording' },
  feedback_not_found: { status: 404, title: 'No such feedback' },
  media_off: { status: 404, title: 'No recordings here' },
  method_not_allowed: { status: 405, title: 'Not by this method' },
  request_timeout: { status: 408, title: 'The request was not complete in time' },
  slot_full: { status: 409, title: 'No seat left' },
  slot_started: { status: 409, title: 'The session has started' },
  slot_completed: { status: 409, title: 'The session is over' },
  slot_cancelled: { status: 409, title: 'The session was called off' },
  slot_overlap: { status: 409, title: 'Overlaps another of your sessions' },
  too_many_ahead: { status: 409, title: 'Too many sessions ahead' },
  student_conflict: { status: 409, title: 'Overlaps another booked session' },
  own_slot: { status: 409, title: 'Your own session' },
  booking_closed: { status: 409, title: 'Too late to book' },
  booking_not_open: { status: 409, title: 'Booking has not opened' },
  limit_reached: { status: 409, title: 'No more seats at once' },
  not_full: { status: 409, title: 'Seats are free' },
  waitlist_full: { status: 409, title: 'The waiting list is full' },
  offer_lapsed: { status: 409, title: 'The seat is no longer held' },
  cancel_closed: { status: 409, title: 'Too late to cancel' },
  booking_not_pending: { status: 409, title: 'Nothing left to settle' },
  capacity_below_taken: { status: 409, title: 'More seats are taken than that' },
  session_not_started: { status: 409, title: 'The session has not started' },
  session_not_over: { status: 409, title: 'The session is not over' },
  booking_not_confirmed: { status: 409, title: 'Not a confirmed booking' },
  marked_absent: { status: 409, title: 'Marked as absent' },
  feedback_closed: { status: 409, title: 'Too late for feedback' },
  too_many_absences: { status: 409, title: 'Absent too often' },
  request_running: { status: 409, title: 'The same request is still running' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Only application/json' },
  not_a_recording: { status: 422, title: 'Neither sound nor film' },
  end_not_after_start: { status: 422, title: 'The end is not after the start' },
  nonexistent_time: { status: 422, title: 'That time does not exist' },
  nonexistent_date: { status: 422, title: 'That date does not exist' },
  unknown_time_zone: { status: 422, title: 'Unknown time zone' },
  start_in_past: { status: 422, title: 'The start has passed' },
  opens_after_start: { status: 422, title: 'Booking would open after the start' },
  too_far_ahead: { status: 422, title: 'Too far ahead' },
  slot_too_long: { status: 422, title: 'Longer than 12 hours' },
  invalid_repeat: { status: 422, title: 'That repetition makes no series' },
  nothing_to_copy: { status: 422, title: 'Nothing to copy' },
  too_many_slots: { status: 422, title: 'Too many sessions at once' },
  idempotency_key_reused: { status: 422, title: 'The key belongs to another request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal_error: { status: 500, title: 'A fault of the service' },
  storage_full: { status: 503, title: 'The disk takes nothing more' },
  unavailable: { status: 503, title: 'Not available right now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** The body of every error, `application/problem+json`. Facts of the failure stand beside these. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'a sentence for a person' }),
    code: Type.String({ description: 'stable; for programs' }),
  },
  { additionalProperties: true, title: 'Problem' },
);
export type Problem = Static<typeof ProblemSchema>;
