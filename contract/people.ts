import Type, { type Static } from 'typebox';
import { languages } from './languages.ts';
import { PersonIdSchema } from './text.ts';

const LanguageSchema = Type.Enum([...languages]);

/** What mails to the caller go by. */
export const MeSchema = Type.Object(
  {
    id: PersonIdSchema,
    timeZone: Type.Union([Type.String(), Type.Null()], {
      description:
        'an IANA time zone; null while nobody has told one: mails then go by the clock of the session',
    }),
    language: Type.Union([LanguageSchema, Type.Null()], {
      description:
        'null while nobody has told one: mails then are in the language of the service (MAIL_LANGUAGE)',
    }),
    reminders: Type.Boolean({ description: 'are they reminded of sessions?' }),
    mail: Type.Boolean({ description: 'do mails reach them: are they sent here, and is an address known?' }),
  },
  { additionalProperties: false, title: 'Me' },
);
export type Me = Static<typeof MeSchema>;

/** What an element tells of whoever uses it, and what they choose. What the token says weighs more. */
export const ChangeMeSchema = Type.Object(
  {
    timeZone: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'an IANA time zone such as Europe/London' }),
    ),
    language: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]{2,35}$',
        description: `a language tag such as de or pt-BR, in one of ${languages.join(', ')}`,
      }),
    ),
    reminders: Type.Optional(Type.Boolean({ description: 'shall they be reminded of sessions?' })),
  },
  { additionalProperties: false, title: 'ChangeMe' },
);
export type ChangeMe = Static<typeof ChangeMeSchema>;
