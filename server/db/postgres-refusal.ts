/** Why a PostgreSQL database cannot be used, and what to do, for the person who starts the service. */
import pg from 'pg';
import { connectionConfig } from './postgres-connection.ts';

const rights = 'Use the user that owns the database and its tables.';
const login = 'Correct the user or the password.';
const way = 'See whether the server runs, and whether this machine may reach it.';
const listening = 'Start the server, or name the host and port where it listens.';
const authority =
  'Name the authority that signed its certificate, ?sslmode=verify-full&sslrootcert=FILE, or its right host.';

/** By the code of the server, the network or TLS. */
const advices: Record<string, string> = {
  ECONNREFUSED: listening,
  ENOTFOUND: 'Correct the host: this machine knows none of that name.',
  EAI_AGAIN: 'Correct the host, or see why this machine cannot look up names.',
  ETIMEDOUT: way,
  EHOSTUNREACH: way,
  ENETUNREACH: way,
  '28P01': login,
  '28000': login,
  '3D000': 'Create it: createdb --encoding UTF8 --template template0 --owner USER DATABASE.',
  '42501': rights,
  '53300': 'Raise max_connections: each process of the service holds up to 17.',
  '57P03': 'Try again in a moment.',
  DEPTH_ZERO_SELF_SIGNED_CERT: authority,
  SELF_SIGNED_CERT_IN_CHAIN: authority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: authority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: authority,
  ERR_TLS_CERT_ALTNAME_INVALID: authority,
};

/** What is told by the sentence alone. */
const sentences: [RegExp, string][] = [
  [/^connect ENOENT/, listening],
  [/password must be a (non-empty )?string/, 'The server asks for a password: write it into DATABASE_URL.'],
  [/timeout expired/, way],
  [/does not support SSL/, 'Switch TLS on at the server, or leave sslmode out.'],
];

/** A sentence for the person who starts the service, and what to do; a password is no part of it. */
export function cannotBeUsed(url: string, error: unknown): Error {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code = '', message } = first as { code?: string; message: string };
  const advice = advices[code] ?? sentences.find(([said]) => said.test(message))?.[1];
  const why = advice === undefined ? message : `${message.replace(/\.$/, '')}. ${advice}`;
  return new Error(`DATABASE_URL names ${placeOf(url)}, which cannot be used: ${why}`);
}

/** Which database that is, in words and without a password. */
export function placeOf(url: string): string {
  try {
    const { host, port, database } = new pg.Client(connectionConfig(url));
    return `the PostgreSQL database "${database}" at ${host}:${port}`;
  } catch {
    // The reason that follows says so.
    return 'a PostgreSQL database';
  }
}

/** As the driver knows them: what it does not know it would take for whatever it does without. */
const sslModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/**
 * Throws where an address is not one, or reads as another place than was meant, which is what some characters of a
 * password lead to. Nothing of it is repeated: it may be the password.
 */
export function checkAddress(url: string): void {
  // An empty host means the default one to PostgreSQL's programs.
  const plain = url.replace('@/', '@localhost/');
  const parsed = URL.canParse(plain) ? new URL(plain) : null;
  if (parsed !== null && parsed.hash === '' && !parsed.pathname.includes('@')) {
    const mode = parsed.searchParams.get('sslmode');
    if (mode === null || sslModes.includes(mode)) return;
    throw new Error(
      'DATABASE_URL has an sslmode that is none; expected disable, prefer, require, verify-ca or verify-full.',
    );
  }
  throw new Error(
    'DATABASE_URL is not an address such as postgres://user:password@host:5432/database. In its name and password, ' +
      'write every character but letters, digits and -._~ as % and two digits: @ is %40, / is %2F, # is %23.',
  );
}
