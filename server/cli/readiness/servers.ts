import { readMail } from '../../config-messages.ts';
import { readTokenKeys } from '../../config-values.ts';
import { readKeys, usableKeys } from '../../http/key-set.ts';
import { whyNoMail } from '../../messages/test-mail.ts';
import { type Remark, readable } from './remark.ts';

/** Are the keys there that tokens are checked with? */
export async function lookAtKeys(env: NodeJS.ProcessEnv): Promise<Remark[]> {
  const keys = readable(() => readTokenKeys(env));
  if (keys === undefined) return [];
  const topic = 'keys';
  if (keys.jwksUrl === null) {
    const previous =
      keys.jwtSecretPrevious === null ? '' : ' JWT_SECRET_PREVIOUS counts as well, until you take it away.';
    return [{ topic, state: 'ok', says: `Tokens are checked with JWT_SECRET.${previous}` }];
  }
  try {
    const count = usableKeys(await readKeys(keys.jwksUrl));
    if (count === 0)
      return [
        {
          topic,
          state: 'wrong',
          says: `${keys.jwksUrl} has no key for RS256, ES256 or EdDSA: no token would be accepted. Name the address of the provider's signing keys.`,
        },
      ];
    const says = `${keys.jwksUrl} has ${count === 1 ? 'one key' : `${count} keys`} that tokens may be signed with.`;
    return [{ topic, state: 'ok', says }];
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    const why = (cause?.code ?? cause?.message ?? message).replace(/\.$/, '');
    const says = `The keys of ${keys.jwksUrl} cannot be read: ${why}. See whether this machine may reach it, and whether the address is right.`;
    return [{ topic, state: 'wrong', says }];
  }
}

/** Does the mail server take this name and password? Sends nothing. */
export async function lookAtMail(env: NodeJS.ProcessEnv): Promise<Remark[]> {
  const mail = readable(() => readMail(env));
  if (mail === undefined) return [];
  const topic = 'mail';
  if (mail === null)
    return [{ topic, state: 'ok', says: 'Mail is off: SMTP_URL and MAIL_FROM are not set.' }];
  const reason = await whyNoMail(mail);
  const { host } = new URL(mail.smtpUrl);
  if (reason !== null)
    return [
      { topic, state: 'wrong', says: `By SMTP_URL, ${host}, no mail goes: ${reason}. See docs/messages.md.` },
    ];
  const says = `${host} is there for mails from ${mail.from.address}; "mentor-slots outbox send-test you@…" sends one.`;
  return [{ topic, state: 'ok', says }];
}
