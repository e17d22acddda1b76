import Type, { type Static } from 'typebox';
import { IdSchema, PersonIdSchema } from './text.ts';

/** What an entry of the audit can report. */
const auditActions = [
  'slot_created',
  'slot_updated',
  'slot_deleted',
  'slot_cancelled',
  'booking_created',
  'booking_moved',
  'booking_confirmed',
  'booking_declined',
  'booking_cancelled',
  'booking_waitlisted',
  'booking_promoted',
  'booking_offered',
  'booking_accepted',
  'attendance_marked',
  'session_notes_written',
  'recording_added',
  'recording_removed',
  'feedback_hidden',
  'feedback_shown',
  'calendar_feed_made',
  'calendar_feed_stopped',
  'busy_calendars_changed',
  'person_exported',
  'person_erased',
  'audit_forgotten',
] as const;

export const AuditActionSchema = Type.Enum(auditActions, {
  title: 'AuditAction',
  description: `one of ${auditActions.map((action) => `"${action}"`).join(', ')}`,
});
export type AuditAction = Static<typeof AuditActionSchema>;

/**
 * Who did what to which slot and booking. `subjectId` is the person concerned: the alumnus of a slot, the student of a
 * booking. `details` are facts of the change (times, seats, statuses, names of changed fields), never what people wrote.
 */
export const AuditEntrySchema = Type.Object(
  {
    id: Type.String(),
    at: Type.String(),
    actorId: Type.String(),
    actorRoles: Type.Array(Type.String()),
    action: AuditActionSchema,
    slotId: Type.Union([Type.String(), Type.Null()]),
    bookingId: Type.Union([Type.String(), Type.Null()]),
    subjectId: Type.String(),
    details: Type.Record(Type.String(), Type.Unknown()),
    requestId: Type.Union([Type.String(), Type.Null()], {
      description: "the service's log names the request so",
    }),
  },
  { additionalProperties: false, title: 'AuditEntry' },
);
export type AuditEntry = Static<typeof AuditEntrySchema>;

/** Query of `GET /api/admin/audit`: an entry must match all that is given. */
export const AuditQuerySchema = Type.Object(
  {
    slotId: Type.Optional(IdSchema),
    bookingId: Type.Optional(IdSchema),
    personId: Type.Optional(PersonIdSchema),
    action: Type.Optional(AuditActionSchema),
    from: Type.Optional(Type.String({ maxLength: 32, description: 'an instant, or a date in UTC' })),
    to: Type.Optional(
      Type.String({ maxLength: 32, description: 'an instant, or a date in UTC (that day included)' }),
    ),
    limit: Type.Optional(
      Type.String({ pattern: '^[1-9]\\d{0,2}$', description: 'a whole number from 1 to 200' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 64, description: 'the nextCursor of the answer before' })),
  },
  { additionalProperties: false, title: 'AuditQuery' },
);
export type AuditQuery = Static<typeof AuditQuerySchema>;

/** Newest first. `nextCursor` is there when more follow. */
export const AuditPageSchema = Type.Object(
  { entries: Type.Array(AuditEntrySchema), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false, title: 'AuditPage' },
);
export type AuditPage = Static<typeof AuditPageSchema>;
