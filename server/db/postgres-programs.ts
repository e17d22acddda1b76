/** What PostgreSQL's own programs do better: the command to type, without the password. */
import { checkAddress } from './postgres-refusal.ts';

/** A backup of the whole database as it is at one moment, while the service runs. */
export function dumpCommand(url: string, to: string): string {
  return `pg_dump --format=custom --file=${quote(to)} ${quote(withoutPassword(url))}`;
}

/** Puts a backup back: all of it or nothing. Service processes must be stopped. */
export function restoreCommand(url: string, from: string): string {
  const options = '--clean --if-exists --no-owner --exit-on-error --single-transaction';
  return `pg_restore ${options} --dbname=${quote(withoutPassword(url))} ${quote(from)}`;
}

function withoutPassword(url: string): string {
  checkAddress(url);
  return url
    .replace(/^(\w+:\/\/[^:@/?#]*):[^@/?#]*@/, '$1@')
    .replace(/([?&])password=[^&]*&?/, '$1')
    .replace(/[?&]$/, '');
}

/** For a shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
