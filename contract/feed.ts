import Type, { type Static } from 'typebox';
import { BookingSchema } from './bookings.ts';
import { SlotSchema } from './slots.ts';
import { InstantSchema, PersonIdSchema } from './text.ts';

/** Limits of one socket. */
export const feedLimits = {
  /** Longest frame a client may send, in bytes (1009 beyond). */
  frameBytes: 16 * 1024,
  subscriptions: 500,
  /** Most sockets of one person, and of one address among those that have not authenticated (1008). */
  socketsOfPerson: 20,
  socketsOfAddress: 2_000,
  /** Unread bytes after which a socket is too slow (1013). */
  unreadBytes: 1024 * 1024,
} as const;

/** Close codes of the feed. */
export const closeCodes = {
  token: 4401,
  policy: 1008,
  tooLarge: 1009,
  restarting: 1012,
  tooSlow: 1013,
} as const;

const AlumniIdsSchema = Type.Array(PersonIdSchema, {
  minItems: 1,
  maxItems: feedLimits.subscriptions,
  description: 'a list of 1 to 500 alumni ids',
});

/** What a client may send. */
export const ClientFrameSchema = Type.Union([
  Type.Object(
    { type: Type.Literal('authenticate'), token: Type.String({ minLength: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal('subscribe'), alumniIds: AlumniIdsSchema },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal('unsubscribe'), alumniIds: AlumniIdsSchema },
    { additionalProperties: false },
  ),
]);
export type ClientFrame = Static<typeof ClientFrameSchema>;

/** Sent on connecting; `now` lets the client count down by the server's clock. */
export const HelloFrameSchema = Type.Object({
  type: Type.Literal('hello'),
  now: InstantSchema,
  heartbeatSeconds: Type.Integer({ minimum: 1 }),
});
/** Every `heartbeatSeconds`: a client that hears nothing for longer should reconnect. */
export const HeartbeatFrameSchema = Type.Object({ type: Type.Literal('heartbeat'), now: InstantSchema });
/** What a token may give a person, in our words whatever the portal's are. */
export const RoleSchema = Type.Union([
  Type.Literal('alumni'),
  Type.Literal('student'),
  Type.Literal('admin'),
]);
export type Role = Static<typeof RoleSchema>;

/**
 * Tells the token's roles and head start too, so that a page asks for nothing that it would be refused, and whether mail is on, so
 * that it promises none where it is not.
 */
export const AuthenticatedFrameSchema = Type.Object({
  type: Type.Literal('authenticated'),
  userId: PersonIdSchema,
  expiresAt: InstantSchema,
  roles: Type.Array(RoleSchema),
  headStartSeconds: Type.Integer({ minimum: 0 }),
  mail: Type.Boolean({ description: 'does the service tell people by mail?' }),
});
/** Tells all upcoming and running slots of one alumnus: replaces what the client holds of them. */
export const SnapshotFrameSchema = Type.Object({
  type: Type.Literal('snapshot'),
  alumniId: PersonIdSchema,
  slots: Type.Array(SlotSchema),
});
export const SlotFrameSchema = Type.Union([
  Type.Object({ type: Type.Literal('slot_created'), slot: SlotSchema }),
  Type.Object({ type: Type.Literal('slot_updated'), slot: SlotSchema }),
  Type.Object({
    type: Type.Literal('slot_deleted'),
    slotId: Type.String(),
    alumniId: PersonIdSchema,
    version: Type.Integer(),
  }),
]);
/** Sent to subscribers of the slot's alumnus. */
export type SlotFrame = Static<typeof SlotFrameSchema>;

/** Sent to the booking's student and to the slot's owner, each in their own form. */
export const BookingFrameSchema = Type.Object({
  type: Type.Literal('booking_updated'),
  booking: BookingSchema,
});
export type BookingFrame = Static<typeof BookingFrameSchema>;

/**
 * Something else of a session is another: its notes, its recordings, or what is shown of its feedback. Sent to its owner and
 * to whom it concerns of its confirmed students, who read it anew.
 */
export const SessionFrameSchema = Type.Object({
  type: Type.Literal('session_updated'),
  slotId: Type.String(),
});
export type SessionFrame = Static<typeof SessionFrameSchema>;

/** The last frame before the service restarts: come back at a random moment of the nine seconds that follow these. */
export const RestartingFrameSchema = Type.Object({
  type: Type.Literal('restarting'),
  reconnectAfterSeconds: Type.Integer({ minimum: 1 }),
});

export const ErrorFrameSchema = Type.Object({
  type: Type.Literal('error'),
  code: Type.String(),
  detail: Type.String(),
});

export type ServerFrame =
  | Static<typeof HelloFrameSchema>
  | Static<typeof HeartbeatFrameSchema>
  | Static<typeof AuthenticatedFrameSchema>
  | Static<typeof SnapshotFrameSchema>
  | SlotFrame
  | BookingFrame
  | SessionFrame
  | Static<typeof RestartingFrameSchema>
  | Static<typeof ErrorFrameSchema>;
