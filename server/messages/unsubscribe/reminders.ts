/** Switching reminders off and on by the link in them, which names a person by their key. */
import type { Language } from '@mentor-slots/contract';
import { instant } from '../../clock.ts';
import type { Queries, Tx } from '../../db/database.ts';
import { mailsGoBy } from '../../people/me.ts';
import { chooseMail, personByMailKey } from '../../people/queries.ts';

/** Whoever has this key; null where nobody has, or has no more. */
export interface Reminded {
  language: Language | null;
  isOn: boolean;
}

export async function readReminders(queries: Queries, key: string): Promise<Reminded | null> {
  const person = await personByMailKey(queries, key);
  if (person === undefined) return null;
  return { language: mailsGoBy(person).language, isOn: person.reminders_off_at === null };
}

/** Null where nobody has this key. `now` in ms. */
export async function switchReminders(
  tx: Tx,
  key: string,
  isOn: boolean,
  now: number,
): Promise<Reminded | null> {
  const person = await personByMailKey(tx, key);
  if (person === undefined) return null;
  const off = isOn ? null : (person.reminders_off_at ?? instant(now));
  await chooseMail(tx, person.id, { reminders_off_at: off });
  return { language: mailsGoBy(person).language, isOn };
}
