/**
 * Writes what is to be told outside, by mail and webhook, in the unit of work that makes it true. Sending is another
 * room's work (messages/): nothing here waits for a server.
 */
import type { OutboxRules } from '../config.ts';
import type { Tx } from '../db/database.ts';
import { howWasItOf } from './how-was-it.ts';
import { mailsOf } from './mails.ts';
import { withdrawMessages } from './queries.ts';
import { remindersOf } from './reminders.ts';
import type { OutboxMessage, ToldChange } from './told-change.ts';
import { eventsOf } from './webhook-events.ts';
import { writeMessage } from './write-message.ts';

/** Writes the messages that follow from a change. `now` in ms. */
export function writeMessages(tx: Tx, rules: OutboxRules, now: number, change: ToldChange): void {
  const { slot } = change;
  const write = (message: OutboxMessage) => writeMessage(tx, slot, message, now);
  if (rules.webhooks) for (const message of eventsOf(change, now)) write(message);
  if (!rules.mail) return;
  for (const message of mailsOf(change, now)) write(message);
  const [reminders, afterwards] = [remindersOf(change, rules.reminders, now), howWasItOf(change)];
  const needless = [...reminders.needless, ...afterwards.needless];
  if (needless.length > 0) tx.submit(withdrawMessages, { list: needless });
  for (const message of [...reminders.due, ...afterwards.due]) write(message);
}
