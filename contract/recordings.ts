import Type, { type Static } from 'typebox';
import { IdSchema, InstantSchema } from './text.ts';

/**
 * Sound or film of a session. `url` begins with the path of the service and works without a token for an hour: players
 * cannot send one.
 */
export const RecordingSchema = Type.Object(
  {
    id: IdSchema,
    slotId: IdSchema,
    name: Type.String({ description: 'as whoever uploaded it called the file' }),
    type: Type.String({ description: 'its media type, such as video/mp4, by what is in the file' }),
    bytes: Type.Integer({ minimum: 1 }),
    createdAt: InstantSchema,
    url: Type.String({ description: 'where a player finds it, for an hour: /api/recordings/…' }),
  },
  { additionalProperties: false, title: 'Recording' },
);
export type Recording = Static<typeof RecordingSchema>;

/** Body of `POST /api/slots/:slotId/recordings`, as multipart/form-data. */
export const UploadRecordingSchema = Type.Object(
  { file: Type.String({ format: 'binary', description: 'sound or film, in a field of any name' }) },
  { title: 'UploadRecording' },
);
