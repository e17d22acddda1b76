import Type from 'typebox';

/** No NUL, and no half of a character: neither has a form that every database keeps. */
export const wellFormed = '^([^\\u0000\\ud800-\\udfff]|[\\ud800-\\udbff][\\udc00-\\udfff])*$';

/** An instant: UTC, exactly as `toISOString()` writes it, so that text order is time order. */
export const InstantSchema = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
  title: 'Instant',
  description: 'an instant in UTC, such as 2026-11-24T14:00:00.000Z',
});

/** A calendar day in the slot's time zone. Whether the day exists is checked later (422). */
export const DateSchema = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\d$',
  title: 'Date',
  description: 'a date YYYY-MM-DD, such as 2026-11-24',
});

/** Wall time, 24 hours. As an end, `00:00` is midnight at the end of the day. */
export const TimeOfDaySchema = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  title: 'TimeOfDay',
  description: 'a time of day HH:MM from 00:00 to 23:59, such as 09:30',
});

/** The person that a token's `sub` names. The host chooses the form. */
export const PersonIdSchema = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: wellFormed,
  title: 'PersonId',
  description: 'a person: the `sub` of their token, 1 to 128 characters',
});

/** An id that the service gives: a UUID, but callers should not rely on that. */
export const IdSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: wellFormed,
  title: 'Id',
  description: 'an id given by the service',
});

/** Free text of at most `maxLength` characters. */
export function TextSchema(maxLength: number) {
  return Type.String({
    maxLength,
    pattern: wellFormed,
    description: `text of at most ${maxLength.toLocaleString('en')} characters`,
  });
}

/** Where somebody is led to: programs disagree on what a backslash in it means. Whether it names no login is checked later. */
export const HttpsAddressSchema = Type.String({
  maxLength: 2048,
  pattern: '^https://([^\\s\\\\\\u0000-\\u001f\\u007f\\ud800-\\udfff]|[\\ud800-\\udbff][\\udc00-\\udfff])+$',
  description: 'an https:// address of at most 2,048 characters',
});
