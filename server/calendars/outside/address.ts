/** Addresses of calendars that people keep elsewhere. */
import { Problem } from '../../problem.ts';

/** The address to read. Throws a Problem that does not repeat it: such addresses hold secrets. */
export function readOutsideAddress(text: string, privateHosts: readonly string[]): string {
  const told = text.trim().replace(/^webcals?:/i, 'https:');
  const url = URL.canParse(told) ? new URL(told) : null;
  const isFit =
    url !== null &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && privateHosts.includes(url.host))) &&
    url.username + url.password === '';
  if (!isFit)
    throw new Problem(
      'invalid_request',
      'A calendar must have an https: address, without a name or password in it.',
      {
        field: 'calendars',
      },
    );
  url.hash = '';
  return url.href;
}
