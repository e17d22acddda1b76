/** What mails to a person go by: as their token says, else as the elements told. */
import { type ChangeMe, type Language, languageOf, languages, type Me } from '@mentor-slots/contract';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Queries, Tx } from '../db/database.ts';
import type { PersonRow } from '../db/tables.ts';
import { Problem } from '../problem.ts';
import { readZone } from '../time/wall-time.ts';
import { chooseMail, type MailChoice, personById } from './queries.ts';

/** The language and the zone of mails to somebody; null where nobody has told. */
interface MailsGoBy {
  language: Language | null;
  timeZone: string | null;
}

export function mailsGoBy(person: PersonRow): MailsGoBy {
  return { language: toldLanguage(person), timeZone: person.token_time_zone ?? person.time_zone };
}

/** The language in which somebody is spoken to; null where nobody has told. */
export function toldLanguage(person: Pick<PersonRow, 'language' | 'token_language'>): Language | null {
  return (person.token_language ?? person.language) as Language | null;
}

/** What a person is spoken to in; `other` where nobody has told. */
export async function languageFor(queries: Queries, personId: string, other: Language): Promise<Language> {
  const person = await personById(queries, personId);
  return (person && toldLanguage(person)) ?? other;
}

/** `isMailSent`: does this service send mail at all? */
export async function readMe(queries: Queries, caller: Caller, isMailSent: boolean): Promise<Me> {
  const person = await personById(queries, caller.id);
  const { language, timeZone }: MailsGoBy = person === undefined ? caller : mailsGoBy(person);
  const email = person?.email ?? caller.email;
  const reminders = (person?.reminders_off_at ?? null) === null;
  return { id: caller.id, timeZone, language, reminders, mail: isMailSent && email !== null };
}

/** Keeps what is told. Where nothing of it is new, nothing is written. `now` in ms. */
export async function changeMe(tx: Tx, caller: Caller, body: ChangeMe, now: number): Promise<void> {
  const person = await personById(tx, caller.id);
  const choice: MailChoice = {};
  if (body.timeZone !== undefined) choice.time_zone = readZone(body.timeZone);
  if (body.language !== undefined) choice.language = readLanguage(body.language);
  if (body.reminders === true) choice.reminders_off_at = null;
  if (body.reminders === false) choice.reminders_off_at = person?.reminders_off_at ?? instant(now);
  const isNew = Object.entries(choice).some(
    ([column, value]) => person?.[column as keyof PersonRow] !== value,
  );
  if (isNew) await chooseMail(tx, caller.id, choice);
}

function readLanguage(tag: string): Language {
  const language = languageOf(tag);
  if (language !== null) return language;
  const expected = `one of ${languages.join(', ')}`;
  throw new Problem('invalid_request', `\`language\` must be ${expected}, not ${JSON.stringify(tag)}.`, {
    field: 'language',
  });
}
