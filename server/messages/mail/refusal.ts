import type { Outcome } from '../outcome.ts';

/** What nodemailer tells of a try that failed. */
interface Failure {
  code?: string;
  /** The server's answer, and its number. */
  response?: string;
  responseCode?: number;
  /** The command that it answers. */
  command?: string;
  message?: string;
}

/** No such mailbox or domain, by its enhanced status (RFC 3463): the one refusal that is about this person alone. */
const noSuchAddress = /^5\d\d[ -]5\.1\.(1|2|3|6|10)\b/;
const longest = 200;

/**
 * Says why a mail was not sent, in one line without the password. What the server said to it stands there, since only that
 * tells an operator what to do; not what it said to the login, which may repeat it.
 */
export function whyNotSent(error: unknown, auth: { user: string; pass: string }, wholeMs: number): Outcome {
  const { code, response = '', responseCode, command, message = '' } = error as Failure;
  const failed = (reason: string) => ({ sent: false as const, reason: inOneLine(reason, auth) });
  if (code === 'EABORT') return failed(`not sent within ${wholeMs / 1000} s`);
  if (code === 'EAUTH')
    return failed(`the mail server refuses the user name or password: ${responseCode ?? 'no answer'}`);
  if (responseCode === undefined) return failed(`the mail server cannot be used: ${message}`);
  const refused = failed(`the mail server answers ${command ?? 'the connection'} with ${response}`);
  return command === 'RCPT TO' && noSuchAddress.test(response) ? { ...refused, isFinal: true } : refused;
}

function inOneLine(text: string, { user, pass }: { user: string; pass: string }): string {
  const base64 = (secret: string) => Buffer.from(secret).toString('base64');
  const secrets = pass === '' ? [] : [pass, base64(pass), base64(`\0${user}\0${pass}`)];
  return secrets
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/[^\s<>"'(),:;@]+@/g, '…@')
    .slice(0, longest)
    .trim();
}
