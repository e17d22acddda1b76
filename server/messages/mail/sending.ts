/** Mail: reads what a message tells, renders it, hands it to the mail server. */
import type { Clock } from '../../clock.ts';
import type { MailSettings as MailConfig } from '../../config-messages.ts';
import type { Database } from '../../db/database.ts';
import type { Links } from '../links.ts';
import { readMailFacts } from '../mail-facts.ts';
import type { Send } from '../plugin.ts';
import { renderMail } from './render.ts';
import type { MailTransport } from './transport.ts';

interface MailDeps {
  database: Database;
  clock: Clock;
  mail: MailConfig;
  publicUrl: Links['publicUrl'];
  transport: MailTransport;
}

export function sendMail({ database, clock, mail, publicUrl, transport }: MailDeps): Send {
  const settings = { ...mail, links: { portal: mail.portalLink, publicUrl } };
  return async (message) => {
    const facts = await readMailFacts(database.read, settings, message, clock());
    return facts === null ? null : transport.send(renderMail(facts));
  };
}
