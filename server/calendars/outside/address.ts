import { isLoopback } from '../../addresses.ts';
import { Problem } from '../../problem.ts';

const longestAddress = 2000;

/**
 * Reads the address of a calendar as people paste it, and returns the one to read: `webcal:` stands for `https:`.
 * `privateHosts` are `host:port`s, as `Config.busyPrivateHosts` has them; `where` are facts of the problem. Throws 400 `invalid_request`, whose sentence never
 * holds the address: those of Google and Outlook are secrets.
 *
 * Whether a name leads to a public server is not known here: it is looked at each time when it is read.
 */
export function readOutsideAddress(
  text: string,
  privateHosts: readonly string[],
  where: Readonly<Record<string, unknown>> = { field: 'url' },
): string {
  const refuse = (what: string): never => {
    throw new Problem('invalid_request', `\`url\` ${what}`, where);
  };
  const address = text.trim().replace(/^webcals?:/i, 'https:');
  if (address.length > longestAddress) {
    refuse(`has more than ${longestAddress.toLocaleString('en')} characters.`);
  }
  // What a URL would leave out without a word, or take for a slash.
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s\p{Cc}\\]+$/iu.test(address) || !URL.canParse(address)) {
    refuse('must be the whole address of a calendar, such as https://calendar.example.com/ada.ics.');
  }
  const url = new URL(address);
  const mayBePlain = isLoopback(url.hostname) && privateHosts.includes(hostAndPort(url));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain)) {
    refuse('must begin with https: or webcal:.');
  }
  if (url.username + url.password !== '') {
    refuse('must have no name and password in it: share the calendar by an address of its own.');
  }
  if (address.includes('#')) refuse('must have no # in it: that is of a web page, not of a calendar.');
  if (url.href.length > longestAddress) {
    refuse(`has more than ${longestAddress.toLocaleString('en')} characters.`);
  }
  return url.href;
}

/** `example.edu:443`, `[::1]:8443`: with the port that the protocol implies. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
