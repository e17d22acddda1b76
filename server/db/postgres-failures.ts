import pg from 'pg';
import { Problem } from '../problem.ts';
import { goneMeanwhile } from './gone-meanwhile.ts';

/** The engine's troubles in the product's words, the engine's own as their cause; a bug stays as it is. */
export function asProblem(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) forgetRow(error);
  const problem = expected(error);
  if (problem === null) return error;
  problem.cause = error;
  return problem;
}

/** Takes out of the engine's refusal what it quotes of a row: names and notes have no place in a log. */
function forgetRow(error: pg.DatabaseError): void {
  error.detail = undefined;
  error.where = undefined;
  error.internalQuery = undefined;
}

/** The connection went away while the commit was on its way: it may have been kept or not. */
export function asUnknownOutcome(error: unknown): unknown {
  if (!isLost(error)) return error;
  const problem = new Problem(
    'unavailable',
    'The database stopped answering; whether this was done is not known. Look again in a moment.',
    { retryAfter: 5 },
  );
  problem.cause = error;
  return problem;
}

/** Did this unit lose against another one, or against a change of the tables, so that it may be run again? */
export function isConflict(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    // The last: a statement that was prepared before somebody changed its table.
    (error.code === '40001' || error.code === '40P01' || error.code === '0A000')
  );
}

/** Is the session behind this error gone, or in a state that nobody knows? */
export function isLost(error: unknown): boolean {
  // Only the server itself ends a query in order; whatever else fails is the way to it.
  if (!(error instanceof pg.DatabaseError)) return true;
  return endsSession(error) || error.code === '0A000';
}

/** Whatever the reason that it gives; by the code too, since the severity comes in the server's language. */
function endsSession({ severity, code = '' }: pg.DatabaseError): boolean {
  return severity === 'FATAL' || severity === 'PANIC' || /^(08|57P)/.test(code);
}

/** Was a connection cut that had been good before? */
export function isCut(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /^(57P01|ECONNRESET|EPIPE)$/.test(code) || message.startsWith('Connection terminated');
}

/** Of the network, or of the driver, which tells its own by their sentences alone. */
const wayCodes =
  /^(ECONN\w+|EPIPE|ENOENT|EACCES|ETIMEDOUT|EHOST\w+|ENET\w+|ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL)$/;
const driverSentences =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end)/;
/**
 * Connection (08), password (28), no such database (3D), resources (53), intervention (57), the system (58); a server
 * that became a standby (25006); a lock that did not come (55P03), or a conflict time after time (40).
 */
const serverCodes = /^(08|28|3D|40|53|57|58)|^(25006|55P03)$/;

function expected(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const { code = '' } = error as { code?: string };
  if (error instanceof pg.DatabaseError) {
    if (code === '53100') {
      return new Problem('storage_full', 'The disk of the database is full. Nothing was changed.', {
        retryAfter: 30,
      });
    }
    // The one character that this engine's text cannot hold.
    if (code === '22021') {
      return new Problem('invalid_request', 'The character U+0000 cannot be part of any text.');
    }
    if (code === '23503') return goneMeanwhile();
    if (!endsSession(error) && !serverCodes.test(code)) return null;
  } else if (!wayCodes.test(code) && !driverSentences.test(error.message)) return null;
  return new Problem('unavailable', 'The database does not answer right now. Nothing was changed.', {
    retryAfter: code.startsWith('40') ? 1 : 5,
  });
}
