/** How students found a session, and what others may know of it. */
import Type, { type Static } from 'typebox';
import { IdSchema, InstantSchema, PersonIdSchema, TextSchema } from './text.ts';

/** Figures of fewer people's feedback are nowhere, and they change only by as many at once. */
export const fewestShown = 3;

/** How long after the end of a session feedback is given, in ms. */
export const feedbackMs = 14 * 24 * 3_600_000;

const StarsSchema = Type.Integer({ minimum: 1, maximum: 5, description: 'a whole number from 1 to 5' });

/** Body of `PUT /api/slots/:slotId/feedback`: takes the place of what the caller gave before. */
export const GiveFeedbackSchema = Type.Object(
  { stars: StarsSchema, comment: Type.Optional(Type.Union([TextSchema(2000), Type.Null()])) },
  { additionalProperties: false, title: 'GiveFeedback' },
);
export type GiveFeedback = Static<typeof GiveFeedbackSchema>;

/** What the caller gave. */
export const FeedbackSchema = Type.Object(
  { stars: StarsSchema, comment: Type.Union([Type.String(), Type.Null()]), givenAt: InstantSchema },
  { additionalProperties: false, title: 'Feedback' },
);
export type Feedback = Static<typeof FeedbackSchema>;

/** What may be against giving feedback, as codes of problems. */
const feedbackRefusals = ['not_in_session', 'session_not_over', 'marked_absent', 'feedback_closed'] as const;
export type FeedbackRefusal = (typeof feedbackRefusals)[number];

/** What the caller gave of a session, until when they may, and the code of what is against it now, or null. */
export const OwnFeedbackSchema = Type.Object(
  {
    feedback: Type.Union([FeedbackSchema, Type.Null()]),
    closesAt: InstantSchema,
    refused: Type.Union([Type.Enum([...feedbackRefusals]), Type.Null()]),
  },
  { additionalProperties: false, title: 'OwnFeedback' },
);
export type OwnFeedback = Static<typeof OwnFeedbackSchema>;

const ratingFields = {
  count: Type.Union([Type.Integer({ minimum: fewestShown }), Type.Null()]),
  average: Type.Union([Type.Number({ minimum: 1, maximum: 5 }), Type.Null()], {
    description: 'of the stars, with one decimal',
  }),
};

/** What everyone sees of an alumnus: nothing below three. It changes by at least three people's feedback at once. */
export const RatingSchema = Type.Object(ratingFields, { additionalProperties: false, title: 'Rating' });
export type Rating = Static<typeof RatingSchema>;

/** What the owner of a session sees: without names, in no order, and nothing below three. */
export const SessionFeedbackSchema = Type.Object(
  {
    ...ratingFields,
    comments: Type.Array(
      Type.Object({ id: IdSchema, comment: Type.String() }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false, title: 'SessionFeedback' },
);
export type SessionFeedback = Static<typeof SessionFeedbackSchema>;

/** A comment as the programme office looks it over. */
export const ReviewedCommentSchema = Type.Object(
  {
    id: IdSchema,
    slotId: IdSchema,
    alumniId: PersonIdSchema,
    alumniName: Type.String(),
    startsAt: InstantSchema,
    timeZone: Type.String(),
    comment: Type.String(),
    hiddenAt: Type.Union([InstantSchema, Type.Null()]),
  },
  { additionalProperties: false, title: 'ReviewedComment' },
);
export type ReviewedComment = Static<typeof ReviewedCommentSchema>;

/** Newest session first. `nextCursor` is there when more follow. */
export const ReviewedCommentsSchema = Type.Object(
  { comments: Type.Array(ReviewedCommentSchema), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false, title: 'ReviewedComments' },
);
export type ReviewedComments = Static<typeof ReviewedCommentsSchema>;
