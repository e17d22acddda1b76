/** How the variable is read that says which calendars on private addresses may be read. */
import { type Env, parseUrl, readList, refuse } from './config-values.ts';

const name = 'BUSY_PRIVATE_HOSTS';

/** `host:port`s as a URL tells them: in small letters, IPv6 in brackets. None unless it is set. */
export function readBusyPrivateHosts(env: Env): readonly string[] {
  return Object.freeze(readList(env, name).map(readHostAndPort));
}

function readHostAndPort(item: string): string {
  const [, host = '', digits = ''] = /^([a-z\d.-]+|\[[a-f\d:.]+\]):(\d{1,5})$/i.exec(item) ?? [];
  const hostname = parseUrl(`https://${host}`)?.hostname;
  const port = Number(digits);
  if (!hostname || !(port >= 1 && port <= 65_535)) {
    refuse(
      name,
      item,
      'a host and its port, such as calendar.example.edu:443, 10.0.0.8:8443 or [fd00::8]:443',
    );
  }
  return `${hostname}:${port}`;
}
