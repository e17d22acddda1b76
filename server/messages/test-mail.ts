/** Trying out whether mails go: by one mail to whatever address, or without. */
import { randomUUID } from 'node:crypto';
import type { MailSettings } from '../config-messages.ts';
import { createMailTransport } from './mail/transport.ts';
import type { Outcome } from './outcome.ts';

export async function sendTestMail({ smtpUrl, from }: MailSettings, address: string): Promise<Outcome> {
  const transport = createMailTransport({ smtpUrl, bounds: { whole: 60_000 } });
  const text = 'This mail was sent to try out whether Mentor Slots can send mail. It can.';
  try {
    return await transport.send({
      subject: 'Mentor Slots: a mail to try out',
      text: `${text}\n`,
      html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mentor Slots</title><p>${text}</p></html>`,
      from,
      to: { address },
      headers: { 'Auto-Submitted': 'auto-generated' },
      messageId: `<${randomUUID()}@${from.address.split('@').at(-1)}>`,
      invitation: null,
    });
  } finally {
    await transport.close();
  }
}

/** Why no mail would go by this server; null where it is there and takes the name and password. Sends nothing. */
export async function whyNoMail({ smtpUrl }: MailSettings): Promise<string | null> {
  const patience = 10_000;
  const bounds = { connection: patience, greeting: patience, silence: patience, farewell: 0 };
  const transport = createMailTransport({ smtpUrl, bounds });
  try {
    const outcome = await transport.check();
    return outcome.sent ? null : outcome.reason;
  } finally {
    await transport.close();
  }
}
